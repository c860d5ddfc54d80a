-- job batch attempt resultKey sha256 bytes cpuSeconds
local id, batch, attempt = arg(1), tonumber(arg(2)), arg(3)
local job, owner, known = owned(id, batch, attempt)
if not job then
    if not known or known.state == 'expired' then return 'GONE' end
    local committed = call('HGET', result_key(id), batch)
    -- The answer to this attempt's commit was lost, and it asks again.
    if committed and string.match(committed, '^[^|]*') == attempt then return 'COMMITTED' end
    if committed then return 'DUPLICATE' end
    return active(known) and 'STALE' or 'GONE'
end

tick_when_full()
local rows = rows_of(job, batch)
drop_lease(job, batch, owner.worker)
call('SETBIT', done_key(id), batch, 1)
in_order(id, batch, attempt)
call('HSET', result_key(id), batch, table.concat({ attempt, arg(5), arg(6), arg(4) }, '|'))
call('HDEL', tries_key(id), batch)
call('HINCRBY', job_key(id), 'doneRows', rows)
call('HSET', job_key(id), 'progress', WALL)
call('HINCRBY', META, 'rowsDone', rows)
measured(job.class, tonumber(arg(7)), rows)
job.done = call('HINCRBY', job_key(id), 'done', 1)
end_if_finished(job)
changed()
return 'COMMITTED'
