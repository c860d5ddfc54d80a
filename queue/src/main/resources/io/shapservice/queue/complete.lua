-- job unit attempt resultKey sha256 bytes cpuSeconds
local WORTH_TELLING = 100
local id, unit, attempt = arg(1), number(2), arg(3)
local job, owner, known = owned(id, unit, attempt)
if not job then
    if not known or known.state == 'expired' then return told('GONE') end
    local committed = call('HGET', result_key(id), unit)
    -- The answer to this attempt's commit was lost, and it asks again.
    if committed and string.match(committed, '^[^|]*') == attempt then return told('COMMITTED') end
    if committed then return told('DUPLICATE') end
    return told(active(known) and 'STALE' or 'GONE')
end

tick_when_full()
local rows, seconds = rows_of(job, unit), number(7)
drop_lease(job, unit, owner.worker)
call('SETBIT', done_key(id), unit, 1)
in_order(id, unit, attempt)
call('HSET', result_key(id), unit, table.concat({ attempt, arg(5), arg(6), arg(4) }, '|'))
call('HDEL', tries_key(id), unit)
call('HINCRBY', job_key(id), 'doneRows', rows)
local before = tonumber(call('HGET', job_key(id), 'progress') or 0)
call('HSET', job_key(id), 'progress', WALL)
call('HINCRBY', META, 'rowsDone', rows)
take(job.tenant, 0, -rows, -1)
drained('rows', rows)
measured(job.class, seconds, rows)
charge_seconds(job, seconds - owner.cost)
job.done = call('HINCRBY', job_key(id), 'done', 1)
end_if_finished(job)
-- Who follows a job looks now and then anyway: of a quick succession not each is worth a message.
if active(job) and WALL - before >= WORTH_TELLING then tell(id) end
changed()
return told('COMMITTED')
