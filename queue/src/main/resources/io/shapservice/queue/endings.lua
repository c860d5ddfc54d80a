-- What becomes of ended jobs. Results go first; the job itself stays a while to say that they have.
local function expire(job)
    call('HINCRBY', META, 'dead', 0 - job.dead)
    trash_results(job.id, job.tenant, job.out_bytes)
    if call('HGET', job_key(job.id), 'inputs') ~= 'gone' then trash_inputs(job.id, job.tenant, job.batches, job.in_bytes) end
    call('HSET', job_key(job.id), 'state', 'expired', 'dead', 0, 'inputs', 'gone', 'inBytes', 0, 'outBytes', 0)
    call('UNLINK', done_key(job.id), order_key(job.id), dead_key(job.id), part_key(job.id))
    job.state, job.dead = 'expired', 0
end

-- A client's key outlives the job by a day, and by an hour more in case that the machine's clock jumps.
local KEY_OUTLIVES = 25 * 3600 * 1000
local LATE_SUBMIT = 3600 * 1000
local function forget_job(job)
    if job.state ~= 'expired' then expire(job) end
    call('UNLINK', job_key(job.id))
    -- A submit that comes late, or twice, must not bring it back.
    call('SET', gone_key(job.id), 1, 'PX', LATE_SUBMIT)
    unshare_kind(job.class)
    if job.scope ~= '' then call('PEXPIRE', idem_key(job.scope), KEY_OUTLIVES) end
    call('ZREM', JOBS, job.id)
    call('ZREM', ENDS, job.id)
    tell(job.id .. ' ended')
end
