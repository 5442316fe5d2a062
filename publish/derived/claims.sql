-- One row is what one source says of one harm in one event. Counts of different victims are added: of civilians and of
-- combatants, of the victims of different groups. Never added: a breakdown (part_of) to its sum, named victims to a
-- sum, running totals and periods. A sum over all victims stands for its parts.
select
  event_id, article_id, harm, source_actor_id,
  case when has_sum then sum_min else parts_min end as count_min,
  case when has_sum then sum_max when open_parts = 0 then parts_max end as count_max,
  case when has_sum then open_sums else open_parts end > 0 as is_open,
  case when has_sum then 'all' else kinds end as victims,
  rows_used
from (
  select
    event_id, article_id, harm, source_actor_id,
    max(kind = 'all') as has_sum,
    min(case when kind = 'all' then group_min end) as sum_min,
    max(case when kind = 'all' then group_max end) as sum_max,
    sum(kind = 'all' and is_open) as open_sums,
    sum(case when kind <> 'all' then group_min end) as parts_min,
    sum(case when kind <> 'all' then group_max end) as parts_max,
    sum(kind <> 'all' and is_open) as open_parts,
    group_concat(kind, ', ') as kinds,
    sum(group_rows) as rows_used
  from (
    select
      event_id, article_id, harm, source_actor_id, kind,
      case when kind = 'named' then count(*) else min(count_min) end as group_min,
      case when kind = 'named' then count(*) else max(count_max) end as group_max,
      max(count_max is null) as is_open,
      count(*) as group_rows
    from (
      select
        c.event_id, c.article_id, c.harm, c.source_actor_id, c.count_min, c.count_max,
        a.actor_type = 'person' as is_named,
        case
          when a.actor_type = 'person' then 'named'
          when c.victim_actor_id is not null then c.victim_actor_id
          when c.victim_type in ('civilian', 'combatant') then c.victim_type
          else 'all'
        end as kind,
        max(coalesce(a.actor_type, '') <> 'person')
          over (partition by c.event_id, c.harm, c.source_actor_id) as has_unnamed
      from casualties c left join actors a on a.actor_id = c.victim_actor_id
      where c.event_id is not null and c.status = 'actual' and c.scope = 'event' and c.part_of is null
    )
    where not (coalesce(is_named, 0) and has_unnamed)
    group by event_id, article_id, harm, source_actor_id, kind
  )
  group by event_id, article_id, harm, source_actor_id
)
