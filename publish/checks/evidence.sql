-- a quote differs from the article's text at its place
select 'events' as record_type, event_id as record_id, e.start, e."end" from events e join articles a using (article_id)
where substr(a.text, e.start + 1, e."end" - e.start) <> e.quote
union all
select 'casualties', casualty_id, c.start, c."end" from casualties c join articles a using (article_id)
where substr(a.text, c.start + 1, c."end" - c.start) <> c.quote
union all
select 'sanctions', sanction_id, s.start, s."end" from sanctions s join articles a using (article_id)
where substr(a.text, s.start + 1, s."end" - s.start) <> s.quote
union all
select 'evidence', record_id, v.start, v."end" from evidence v join articles a using (article_id)
where substr(a.text, v.start + 1, v."end" - v.start) <> v.quote
union all
select 'actor_mentions', actor_id, m.start, m."end" from actor_mentions m join articles a using (article_id)
where substr(a.text, m.start + 1, m."end" - m.start) <> m.mention_text
union all
select 'event_actors', x.event_id, x.start, x."end" from event_actors x join events using (event_id) join articles a using (article_id)
where substr(a.text, x.start + 1, x."end" - x.start) <> x.mention_text
