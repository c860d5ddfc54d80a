-- Stops an active job: leases end here, what waits is forgotten, what is committed stays readable.
local function cancel_job(job)
    for _, batch in ipairs(call('HKEYS', own_key(job.id))) do
        drop_lease(job, tonumber(batch), owner_of(job.id, batch).worker)
    end
    local waiting, rows = 0, 0
    for _, batch in ipairs(call('ZRANGE', back_key(job.id), 0, -1)) do
        waiting, rows = waiting + 1, rows + rows_of(job, tonumber(batch))
    end
    waiting = waiting + job.batches - job.cursor
    if job.cursor < job.batches then rows = rows + job.rows - job.cursor * job.size end
    count(job.class, 'w', -waiting, -rows)
    end_job(job, 'cancelled')
    changed()
end
