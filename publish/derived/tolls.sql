-- One row is the toll of one event and harm over all who give one: low is the least count, high the greatest, best the
-- one that most sources give (the lower when tied), each with who says it. Sources of the article itself are null.
with counted as (
  select *, coalesce(count_min, count_max) as low_count, coalesce(count_max, count_min) as high_count from claims
),
ranked as (
  select
    event_id, article_id, harm, source_actor_id, low_count, high_count, is_open,
    count(*) over (partition by event_id, harm, low_count) as agreeing
  from counted where low_count is not null
),
ordered as (
  select
    *,
    row_number() over (partition by event_id, harm order by low_count, source_actor_id) as low_rank,
    row_number() over (partition by event_id, harm order by high_count desc, source_actor_id) as high_rank,
    row_number() over (partition by event_id, harm order by agreeing desc, low_count, source_actor_id) as best_rank
  from ranked
)
select
  event_id, article_id, harm,
  max(case when low_rank = 1 then low_count end) as low,
  max(case when low_rank = 1 then source_actor_id end) as low_source_actor_id,
  max(case when best_rank = 1 then low_count end) as best,
  max(case when best_rank = 1 then source_actor_id end) as best_source_actor_id,
  max(case when best_rank = 1 then agreeing end) as best_sources,
  max(case when high_rank = 1 then high_count end) as high,
  max(case when high_rank = 1 then source_actor_id end) as high_source_actor_id,
  max(is_open) as high_is_open,
  count(*) as claims
from ordered
group by event_id, article_id, harm
