using HomeLab.Crash.Victims;

namespace HomeLab.Crash;

/// <summary>Kills, or stops for a while, one process after the other, and starts again what has ended.</summary>
/// <remarks>What it draws depends on the seed alone, and not on what is running: a draw whose victim is down passes.</remarks>
sealed class Nemesis(IReadOnlyList<(Victim Victim, double Weight)> victims, Random random, TimeProvider time, Action<string> say)
{
    const double PauseShare = 0.2;
    readonly List<Task> comebacks = [];

    public int Kills { get; private set; }

    public int Pauses { get; private set; }

    /// <summary>Of kills and stops together, those of the broker or the database.</summary>
    public int OfServers { get; private set; }

    /// <summary>Processes that ended without being killed.</summary>
    public int OwnEnds { get; private set; }

    public async Task RunAsync(int atMost, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && Kills + Pauses < atMost)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + 2 * random.NextDouble()), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested)
            {
                await StrikeAsync();
            }
        }
        await Task.WhenAll(comebacks);
    }

    /// <summary>Starts what ended by itself, as the fleet's supervisor would.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var (victim, _) in victims.Where(v => v.Victim.IsRunning && v.Victim.Exited.IsCompleted))
            {
                OwnEnds++;
                say($"{victim.Name} ended by itself with {await victim.Exited}");
                victim.Forget();
                await victim.StartAsync(CancellationToken.None);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task StrikeAsync()
    {
        var (victim, isPause) = (Draw(random.NextDouble()), random.NextDouble() < PauseShare);
        var back = TimeSpan.FromSeconds(isPause ? 0.5 + 7 * random.NextDouble() : random.NextDouble());
        if (!victim.IsRunning)
        {
            return;
        }
        say($"{(isPause ? "stop" : "kill")} {victim.Name}");
        OfServers += victim.IsServer ? 1 : 0;
        if (isPause)
        {
            Pauses++;
            victim.Pause();
            comebacks.Add(ResumeAsync(victim, back));
        }
        else
        {
            Kills++;
            await victim.KillAsync();
            comebacks.Add(RestartAsync(victim, back));
        }
    }

    Victim Draw(double at)
    {
        var left = at * victims.Sum(v => v.Weight);
        foreach (var (victim, weight) in victims)
        {
            if ((left -= weight) < 0)
            {
                return victim;
            }
        }
        return victims[^1].Victim;
    }

    async Task ResumeAsync(Victim victim, TimeSpan after)
    {
        await Task.Delay(after, time);
        // Killed meanwhile it may be another process already, which a signal to go on does not harm.
        victim.Resume();
    }

    async Task RestartAsync(Victim victim, TimeSpan after)
    {
        await Task.Delay(after, time);
        await victim.StartAsync(CancellationToken.None);
    }
}
