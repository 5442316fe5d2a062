-- One row is one event with its first side and its second: who does it and to whom it is done, else its first two parties,
-- each with ACLED's kind of actor (1 state forces, 2 rebel group, 3 political militia, 5 rioters, 6 protesters, 7 civilians,
-- 8 external or other; a state's forces abroad are external).
with parts as (
  select
    x.event_id, x.actor_id, x.role, coalesce(a.name_en, a.name_ar, x.mention_text) as name, a.actor_type, a.country,
    row_number() over (
      partition by x.event_id
      order by case x.role when 'agent' then 1 when 'participant' then 2 else 3 end, x.start, x.role, x."end") as number,
    row_number() over (partition by x.event_id, x.role order by x.start, x."end") as number_in_role
  from event_actors x left join actors a using (actor_id)
),
first as (select * from parts where number = 1 and role <> 'patient'),
second as (
  select * from parts where (role = 'patient' and number_in_role = 1)
    or (role = 'participant' and number_in_role = 2
      and not exists (select 1 from event_actors y where y.event_id = parts.event_id and y.role = 'patient'))
)
select
  e.event_id,
  f.actor_id as first_actor_id, f.name as first_name, f.actor_type as first_type, f.country as first_country,
  case
    when f.event_id is null then null
    when e.event_type = 'protest' then 6
    when e.event_type = 'riot' then 5
    when f.actor_type in ('state', 'military') and f.country <> p.country then 8
    when f.actor_type in ('state', 'military') then 1
    when f.actor_type = 'armed_group' then 2
    when f.actor_type = 'political' then 3
    when f.actor_type in ('igo', 'other') then 8
    else 7
  end as first_kind,
  s.actor_id as second_actor_id, s.name as second_name, s.actor_type as second_type, s.country as second_country,
  case
    when s.event_id is null then null
    when s.actor_type in ('state', 'military') and s.country <> p.country then 8
    when s.actor_type in ('state', 'military') then 1
    when s.actor_type = 'armed_group' then 2
    when s.actor_type = 'political' then 3
    when s.actor_type in ('igo', 'other') then 8
    else 7
  end as second_kind
from events e
left join first f on f.event_id = e.event_id
left join second s on s.event_id = e.event_id
left join places p on p.place_id = e.place_id
