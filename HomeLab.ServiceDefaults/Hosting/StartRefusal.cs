namespace HomeLab.ServiceDefaults.Hosting;

/// <summary>Turns a refused start into exit code 1; the host has logged the message by then.</summary>
static class StartRefusal
{
    static int installed;

    public static void Install()
    {
        if (Interlocked.Exchange(ref installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, e) =>
            {
                if (e.ExceptionObject is StartRefusedException)
                {
                    // Without this the runtime prints its own report and aborts with a core dump.
                    Environment.Exit(1);
                }
            };
        }
    }
}
