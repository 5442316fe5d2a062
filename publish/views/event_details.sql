-- One row is one event with everything a reader wants in one line: its day and what the day rests on, names instead of
-- identifiers, and coordinates. Only left joins: SQLite leaves out those that a query does not need.
select
  e.event_id,
  coalesce(e.date_start, e.report_date) as day,
  case when e.date_start is not null then 'stated' when e.report_date is not null then 'reported' end as day_basis,
  e.event_type, t.label_en, t.label_ar, e.status,
  (select group_concat(name, ', ') from (select distinct coalesce(a.name_ar, x.mention_text) as name
    from event_actors x left join actors a using (actor_id) where x.event_id = e.event_id and x.role = 'agent')) as agents,
  (select group_concat(name, ', ') from (select distinct coalesce(a.name_ar, x.mention_text) as name
    from event_actors x left join actors a using (actor_id) where x.event_id = e.event_id and x.role = 'patient')) as patients,
  (select group_concat(name, ', ') from (select distinct coalesce(a.name_ar, x.mention_text) as name
    from event_actors x left join actors a using (actor_id) where x.event_id = e.event_id and x.role = 'participant')) as participants,
  p.name_ar as place_ar, p.name_en as place_en, p.country, e.place_precision, p.latitude, p.longitude,
  e.quantity_min, e.quantity_max, e.quantity_unit, e.object_type, e.weapon,
  s.name_ar as source_name, s.name_en as source_en, v.name_ar as via_name, v.name_en as via_en, r.title as article_title, r.source as publisher,
  e.quote, e.article_id, e.place_id, e.source_actor_id, e.via_actor_id, e.rule
from events e
left join event_types t on t.event_type = e.event_type
left join articles r on r.article_id = e.article_id
left join places p on p.place_id = e.place_id
left join actors s on s.actor_id = e.source_actor_id
left join actors v on v.actor_id = e.via_actor_id
