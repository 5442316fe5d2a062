-- One row is one incident that happened, under the column names of ACLED's export; only types that ACLED has. Fatalities
-- are the best count of the killed over all articles that tell it, null where none is given (ACLED writes 0). The cross join
-- keeps SQLite reading events first, as they lie, and not by type.
select
  e.event_id as event_id_cnty,
  coalesce(e.date_start, e.report_date) as event_date,
  cast(substr(coalesce(e.date_start, e.report_date), 1, 4) as integer) as year,
  case when e.date_precision = 'day' then 1 when e.date_precision = 'week' then 2 else 3 end as time_precision,
  t.acled_event_type as event_type,
  case
    when e.event_type = 'territory_gain' and s.first_kind in (1, 8) then 'Government regains territory'
    when e.event_type = 'territory_gain' then 'Non-state actor overtakes territory'
    when instr(t.acled_sub_event_type, ';') then substr(t.acled_sub_event_type, 1, instr(t.acled_sub_event_type, ';') - 1)
    else t.acled_sub_event_type
  end as sub_event_type,
  s.first_name as actor1, s.first_kind as inter1, s.second_name as actor2, s.second_kind as inter2,
  min(coalesce(s.first_kind, 0), coalesce(s.second_kind, 0)) * 10 + max(coalesce(s.first_kind, 0), coalesce(s.second_kind, 0))
    as interaction,
  p.country as iso3, p.admin1, coalesce(p.name_en, p.name_ar) as location, p.latitude, p.longitude,
  case e.place_precision when 'exact' then 1 when 'near' then 2 when 'area' then 2 else 3 end as geo_precision,
  r.source, e.quote as notes, k.best as fatalities, e.article_id
from events e
cross join event_types t on t.event_type = e.event_type
left join articles r on r.article_id = e.article_id
join incident_events i on i.event_id = e.event_id and i.incident_id = e.event_id
left join sides s on s.event_id = e.event_id
left join places p on p.place_id = e.place_id
left join incident_tolls k on k.incident_id = e.event_id and k.harm = 'killed'
where e.status = 'actual' and t.acled_event_type is not null
