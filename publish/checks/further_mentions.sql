-- a further mention belongs to no record of its article
select record_type, record_id from evidence where not case record_type
  when 'events' then exists (select 1 from events where event_id = record_id and events.article_id = evidence.article_id)
  when 'casualties' then exists (select 1 from casualties where casualty_id = record_id and casualties.article_id = evidence.article_id)
  else exists (select 1 from sanctions where sanction_id = record_id and sanctions.article_id = evidence.article_id) end
