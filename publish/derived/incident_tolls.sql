-- One row is the toll of one incident and harm over all articles that are linked as telling it, counted as in tolls, but by
-- voices: a known source is one voice in however many papers, and so is what the copies of one story say of themselves.
with counted as (
  select
    i.incident_id, c.harm, c.source_actor_id, c.article_id, c.is_open,
    coalesce(c.count_min, c.count_max) as low_count, coalesce(c.count_max, c.count_min) as high_count,
    case
      when a.name_en_basis = 'known' then a.actor_id
      else coalesce(k.cluster_id, c.article_id) || ' ' || coalesce(a.name_ar, '')
    end as voice
  from claims c
  join incident_events i on i.event_id = c.event_id
  left join actors a on a.actor_id = c.source_actor_id
  left join article_clusters k on k.article_id = c.article_id
  where coalesce(c.count_min, c.count_max) is not null
),
once as (  -- of what a voice says in several articles, the first
  select *, row_number() over (partition by incident_id, harm, low_count, voice order by article_id) as telling from counted
),
ranked as (
  select *, sum(telling = 1) over (partition by incident_id, harm, low_count) as agreeing from once
),
ordered as (
  select
    *,
    row_number() over (partition by incident_id, harm order by low_count, source_actor_id, article_id) as low_rank,
    row_number() over (partition by incident_id, harm order by high_count desc, source_actor_id, article_id) as high_rank,
    row_number() over (partition by incident_id, harm order by agreeing desc, low_count, source_actor_id, article_id) as best_rank
  from ranked
)
select
  incident_id, harm,
  max(case when low_rank = 1 then low_count end) as low,
  max(case when low_rank = 1 then source_actor_id end) as low_source_actor_id,
  max(case when low_rank = 1 then article_id end) as low_article_id,
  max(case when best_rank = 1 then low_count end) as best,
  max(case when best_rank = 1 then source_actor_id end) as best_source_actor_id,
  max(case when best_rank = 1 then article_id end) as best_article_id,
  max(case when best_rank = 1 then agreeing end) as best_voices,
  max(case when high_rank = 1 then high_count end) as high,
  max(case when high_rank = 1 then source_actor_id end) as high_source_actor_id,
  max(case when high_rank = 1 then article_id end) as high_article_id,
  max(is_open) as high_is_open,
  count(*) as claims,
  count(distinct article_id) as articles
from ordered
group by incident_id, harm
