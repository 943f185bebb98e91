namespace HomeLab.ServiceDefaults.Hosting;

/// <summary>Turns a refused start into its message and exit code 1.</summary>
static class StartRefusal
{
    static int installed;

    public static void Install()
    {
        if (Interlocked.Exchange(ref installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, e) =>
            {
                if (e.ExceptionObject is StartRefusedException refusal)
                {
                    if (!RefusalWatch.HasSeenOne)
                    {
                        Console.Error.WriteLine(refusal.Message);
                    }
                    // Otherwise the runtime prints a report of its own and aborts with a core dump.
                    Environment.Exit(1);
                }
            };
        }
    }
}
