-- a casualty or a sanction is tied to an event of another article
select 'casualties' as record_type, casualty_id as record_id from casualties c join events e using (event_id) where e.article_id <> c.article_id
union all
select 'sanctions', sanction_id from sanctions s join events e using (event_id) where e.article_id <> s.article_id
union all
select 'casualties', c.casualty_id from casualties c join casualties p on p.casualty_id = c.part_of where p.article_id <> c.article_id
