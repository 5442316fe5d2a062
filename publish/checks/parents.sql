-- an actor or a place has itself among its parents
with recursive chain(kind, id, parent, depth) as (
  select 'actors', actor_id, parent_id, 1 from actors where parent_id is not null
  union all select 'places', place_id, parent_id, 1 from places where parent_id is not null
  union all
  select kind, id, case kind when 'actors' then (select parent_id from actors where actor_id = parent)
    else (select parent_id from places where place_id = parent) end, depth + 1
  from chain where parent is not null and depth < 20)
select distinct kind, id from chain where parent = id
