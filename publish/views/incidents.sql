-- One row is one incident, told by one event or by several that are linked, with the papers that carried it. Its day, type
-- and place are those of the event that was published first; the counts are over all that tell it.
select
  i.incident_id, d.day, d.day_basis, d.event_type, d.label_en, d.label_ar, d.status, d.place_ar, d.place_en, d.country,
  d.agents, d.patients, d.participants,
  (select count(*) from incident_events x where x.incident_id = i.incident_id) as articles,
  (select count(distinct r.source) from incident_events x join events e on e.event_id = x.event_id
    join articles r on r.article_id = e.article_id where x.incident_id = i.incident_id) as papers,
  (select group_concat(source, ', ') from (
    select distinct r.source from incident_events x join events e on e.event_id = x.event_id
    join articles r on r.article_id = e.article_id where x.incident_id = i.incident_id order by r.source)) as carried_by,
  k.low as killed_low, k.best as killed_best, k.high as killed_high, k.high_is_open as killed_is_open,
  j.low as injured_low, j.best as injured_best, j.high as injured_high, j.high_is_open as injured_is_open,
  d.quote, d.article_id, d.place_id
from incident_events i
join event_details d on d.event_id = i.event_id
left join incident_tolls k on k.incident_id = i.incident_id and k.harm = 'killed'
left join incident_tolls j on j.incident_id = i.incident_id and j.harm = 'injured'
where i.event_id = i.incident_id
