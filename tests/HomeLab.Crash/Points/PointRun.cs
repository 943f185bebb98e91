using System.Globalization;
using HomeLab.Crash.Checking;

namespace HomeLab.Crash.Points;

/// <summary>One edit with a create, an update and a delete, from the commit in the lab to the fact in another service's inbox; crashed at a point.</summary>
sealed class PointRun(PointFleet fleet, Books books)
{
    const string RelayLook = "SELECT id, message_id AS MessageId";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly Settling settling = new(books, fleet.Sources, Patience, fleet.Clock);
    int edits;

    public async Task BeginAsync()
    {
        await books.BeginAsync();
        await fleet.Lab.WriteAsync("kept", "A", ["192.0.2.1"]);
        await EditAsync();
        await ThrowUnlessSettledAsync();
    }

    /// <summary>
    /// The points that one edit passes in one service. After a message an outbox relay looks on for a second, and how many of its looks find
    /// nothing is chance; of these the first two count.
    /// </summary>
    public async Task<IReadOnlyList<CrashPoint>> CountAsync(string service)
    {
        fleet.GateOf(service).Begin(at: null);
        await EditAsync();
        await ThrowUnlessSettledAsync();
        return [.. fleet.GateOf(service).Passed.Where(point => point.Occurrence <= 2 || !point.Label.Contains(RelayLook, StringComparison.Ordinal))];
    }

    /// <summary>Crashes a service at one of its points during an edit, starts it again, and checks.</summary>
    public async Task<(bool IsReached, IReadOnlyList<Violation> Violations)> CrashAsync(string service, CrashPoint point)
    {
        var gate = fleet.GateOf(service);
        gate.Begin(point);
        await EditAsync();
        var settled = settling.WaitAsync();
        await Task.WhenAny(gate.Crashed, settled);
        var isReached = gate.Crashed.IsCompleted;
        if (isReached)
        {
            await fleet.RestartAsync(service);
        }
        await settled;
        if (!isReached && !fleet.GateOf(service).TryDisarm())
        {
            // It came after everything was done.
            isReached = true;
            await fleet.RestartAsync(service);
        }
        return (isReached, await settling.CheckOnceAsync());
    }

    async Task ThrowUnlessSettledAsync()
    {
        if (await settling.CheckOnceAsync() is { Count: > 0 } violations)
        {
            throw new InvalidOperationException($"It does not work even without a crash: {string.Join('\n', violations)}");
        }
    }

    /// <summary>In one commit, so that one look makes all three kinds of change.</summary>
    async Task EditAsync()
    {
        var now = ++edits;
        await fleet.Lab.EditAsync(async () =>
        {
            await fleet.Lab.PutAsync("kept", "A", [$"192.0.2.{(now % 250 + 2).ToString(CultureInfo.InvariantCulture)}"]);
            await fleet.Lab.PutAsync($"n{now}", "A", ["198.51.100.1"]);
            fleet.Lab.Take($"n{now - 1}");
        });
    }
}
