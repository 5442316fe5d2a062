-- a least value is greater than its greatest
select 'events' as record_type, event_id as record_id from events where quantity_min > quantity_max or date_start > date_end or trigger_start >= trigger_end or start >= "end"
union all
select 'casualties', casualty_id from casualties where count_min > count_max or date_start > date_end or start >= "end"
union all
select 'sanctions', sanction_id from sanctions where target_count_min > target_count_max or date_start > date_end or start >= "end"
