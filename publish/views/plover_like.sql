-- One row is one incident, told by one article or several, under the column names of PLOVER: who (actor) does what
-- (event_type) to whom (recipient); hypothetical marks what is only planned. For the cross join see acled_like.
select
  e.event_id as id, coalesce(e.date_start, e.report_date) as date, t.plover_type as event_type, e.event_type as mode,
  e.status = 'planned' as hypothetical,
  s.first_name as actor, s.first_country as actor_country, s.first_type as actor_sector,
  s.second_name as recipient, s.second_country as recipient_country, s.second_type as recipient_sector,
  p.country, p.admin1, coalesce(p.name_en, p.name_ar) as placename, p.latitude, p.longitude, e.quote as text, e.article_id
from events e
cross join event_types t on t.event_type = e.event_type
join incident_events i on i.event_id = e.event_id and i.incident_id = e.event_id
left join sides s on s.event_id = e.event_id
left join places p on p.place_id = e.place_id
where e.status in ('actual', 'planned') and t.plover_type is not null
