-- One row is two statements on one matter that do not agree: two tolls of the same victims in an event whose counts cannot
-- both be true, or an event that one says happened and another of its article and type at the same place is denied.
select
  'toll' as matter, x.article_id, x.event_id, x.harm,
  x.source_actor_id as source_actor_id, x.count_min as count_min, x.count_max as count_max,
  y.event_id as other_event_id, y.source_actor_id as other_source_actor_id,
  y.count_min as other_count_min, y.count_max as other_count_max
from claims x join claims y
  on y.event_id = x.event_id and y.harm = x.harm and coalesce(y.source_actor_id, '') > coalesce(x.source_actor_id, '')
where (x.victims = y.victims or 'all' in (x.victims, y.victims))
  and (x.count_max < coalesce(y.count_min, y.count_max) or y.count_max < coalesce(x.count_min, x.count_max))
union all
select
  'event', a.article_id, a.event_id, null, a.source_actor_id, null, null, d.event_id, d.source_actor_id, null, null
from events a join events d
  on d.article_id = a.article_id and d.event_type = a.event_type and d.status = 'denied' and a.status = 'actual'
where coalesce(a.place_id, '') = coalesce(d.place_id, '') or a.place_id is null or d.place_id is null
