-- Stops an active job: leases end here, what waits is forgotten, what is committed stays readable.
local function cancel_job(job)
    local left, left_rows = 0, 0
    for _, unit in ipairs(call('HKEYS', own_key(job.id))) do
        unit = tonumber(unit)
        left, left_rows = left + 1, left_rows + rows_of(job, unit)
        drop_lease(job, unit, owner_of(job.id, unit).worker)
    end
    local waiting, rows = 0, 0
    for _, unit in ipairs(call('ZRANGE', back_key(job.id), 0, -1)) do
        waiting, rows = waiting + 1, rows + rows_of(job, tonumber(unit))
    end
    waiting = waiting + job.batches - job.cursor
    if job.cursor < job.batches then rows = rows + job.rows - job.cursor * job.size end
    count(job.class, 'w', -waiting, -rows)
    take(job.tenant, 0, -left_rows - rows, -left - waiting)
    end_job(job, 'cancelled')
    changed()
end
