-- One row is one incident in which people were killed, under the column names of UCDP's georeferenced event dataset: low, best and
-- high over all articles that tell it; type_of_violence 1 is with a state's forces, 2 among others, 3 against civilians.
select
  e.event_id as id, e.article_id as source_article,
  case when s.second_kind = 7 then 3 when s.first_kind in (1, 8) or s.second_kind in (1, 8) then 1 else 2 end as type_of_violence,
  s.first_name as side_a, s.second_name as side_b,
  coalesce(e.date_start, e.report_date) as date_start, coalesce(e.date_end, e.date_start, e.report_date) as date_end,
  case e.date_precision when 'day' then 1 when 'week' then 3 when 'month' then 4 else 5 end as date_prec,
  p.country, p.admin1 as adm_1, coalesce(p.name_en, p.name_ar) as where_coordinates,
  case e.place_precision when 'exact' then 1 when 'near' then 2 when 'area' then 4 else 6 end as where_prec,
  p.latitude, p.longitude, k.low, k.best, k.high, k.high_is_open, k.claims as number_of_sources
from events e
join incident_tolls k on k.incident_id = e.event_id and k.harm = 'killed'
join sides s on s.event_id = e.event_id
left join places p on p.place_id = e.place_id
where e.status = 'actual'
