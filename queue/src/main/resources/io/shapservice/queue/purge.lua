-- job; answers {batches, what was committed…}, or nothing for an unknown job.
local job = load_job(arg(1))
if not job then return false end
tick_when_full()
if active(job) then cancel_job(job) end
local answer = call('HVALS', result_key(job.id))
table.insert(answer, 1, job.batches)
call('HINCRBY', META, 'dead', 0 - job.dead)
call('UNLINK', job_key(job.id), done_key(job.id), order_key(job.id), result_key(job.id), dead_key(job.id), idem_key(job.scope))
call('ZREM', JOBS, job.id)
call('ZREM', ENDS, job.id)
return answer
