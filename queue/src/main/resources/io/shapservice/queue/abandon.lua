-- id; answers whether there was such an upload. What it stored is to be deleted.
local upload = load_upload(arg(1))
if not upload then return told(0) end
tick_when_full()
drop_upload(upload)
return told(1)
