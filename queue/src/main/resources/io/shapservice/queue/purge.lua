-- job freesKey; answers whether there was such a job.
local job = load_job(arg(1))
if not job then return told(0) end
tick_when_full()
if active(job) then cancel_job(job) end
forget_job(job)
if arg(2) == '1' and job.scope ~= '' then call('DEL', idem_key(job.scope)) end
changed()
return told(1)
