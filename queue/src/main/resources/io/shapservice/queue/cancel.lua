-- job; answers its view.
local job = load_job(arg(1))
if not job then return told(false) end
if active(job) then
    tick_when_full()
    cancel_job(job)
end
return told(view(job.id))
