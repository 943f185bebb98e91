using System.Globalization;
using HomeLab.Crash.Points;
using HomeLab.Stacks.Tests.Docker;
using HomeLab.Stacks.Tests.Images;
using HomeLab.Stacks.Tests.Jobs;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Npgsql;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>
/// One job at a real Engine, and one life of the service after another that runs it: each is cut off at a point from Engine and database, which to them is a crash.
/// The clock is set to the job's next time.
/// </summary>
sealed class JobLives : IAsyncDisposable
{
    /// <summary>The operations of a job that are remembered.</summary>
    const int Kept = 50;

    readonly LeapingClock clock = new();
    readonly PlayedWishes wishes = new();
    readonly Deployment engine;
    readonly EngineRelay relay;
    readonly TestDatabase database;
    readonly NpgsqlDataSource observer;
    readonly List<Task> abandoned = [];
    List<Tap> taps = [];
    StacksHost stacks = null!;
    int times;
    DateTime due;

    JobLives(Deployment engine, TestDatabase database)
    {
        (this.engine, this.database, relay) = (engine, database, new EngineRelay(engine.Endpoint));
        observer = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public PointGate Gate { get; private set; } = null!;

    public static async Task<JobLives> StartAsync()
    {
        var lives = new JobLives(await Deployment.StartAsync(), await TestDatabase.CreateAsync());
        await lives.BeginAsync();
        await Eventually.TrueAsync(async () => await lives.CountAsync("SELECT count(*) FROM job") == 1, "the job counts");
        return lives;
    }

    /// <summary>Has the job run once, and returns the points that were passed.</summary>
    public async Task<IReadOnlyList<CrashPoint>> RunAsync()
    {
        Gate.Begin(at: null);
        LeapToNextTime();
        await EndedAsync();
        return Gate.Passed;
    }

    /// <summary>Lets the next time of the job come, ends the life at the point, begins another one, and waits until that time is done with.</summary>
    /// <returns>Whether the point came.</returns>
    public async Task<bool> CrashAsync(CrashPoint point)
    {
        Gate.Begin(point);
        LeapToNextTime();
        var ended = EndedAsync();
        await Task.WhenAny(Gate.Crashed, ended);
        var isReached = Gate.Crashed.IsCompleted;
        if (isReached)
        {
            Abandon();
            await BeginAsync();
        }
        await ended;
        return isReached;
    }

    /// <summary>Each time was run once and ended so.</summary>
    public async Task CheckAsync(string after)
    {
        var runs = (await engine.ReadAsync(JobTrial.App(engine), "/tmp/runs")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        Assert.True(runs == times, $"{times} times were due and {runs} were run after a crash {after}");
        Assert.Equal(Math.Min(times, Kept), await CountAsync("SELECT count(DISTINCT due_at) FROM job_run JOIN operation ON id = operation WHERE state = 'succeeded'"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM operation WHERE kind = 'job' AND state <> 'succeeded'"));
        await Eventually.PassesAsync(async () => Assert.Equal(0, await CountAsync("SELECT count(*) FROM homelab.intent WHERE status IN ('open', 'unconfirmed')")));
    }

    public async ValueTask DisposeAsync()
    {
        Abandon();
        await Task.WhenAll(abandoned);
        relay.Dispose();
        await observer.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await database.DisposeAsync();
        await engine.DisposeAsync();
    }

    async Task BeginAsync()
    {
        Gate = new PointGate();
        var toDatabase = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var port = toDatabase.Port;
        taps = [new Tap(Gate, () => port, () => new PostgresWire()), new Tap(Gate, () => relay.Port, () => new EngineWire())];
        toDatabase.Port = taps[0].Port;
        (toDatabase.SslMode, toDatabase.GssEncryptionMode) = (SslMode.Disable, GssEncryptionMode.Disable);
        wishes.Want(JobTrial.Wish(
            engine, 1, JobTrial.Hourly, "echo run >> /tmp/runs; sleep 0.3", endpoint: string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{taps[1].Port}")));
        stacks = await JobTrial.StartAsync(
            wishes, clock, database,
            ("ConnectionStrings:stacks-db", toDatabase.ConnectionString), ("Stacks:CallTimeout", "00:00:02"), ("Stacks:JobLateWithin", "00:59:00"), ("Reconciliation:FinishWithin", "00:00:00"));
    }

    /// <summary>Cuts it off from everybody and leaves it. What it still does in this process nobody can notice.</summary>
    void Abandon()
    {
        Gate.Close();
        foreach (var tap in taps)
            tap.Dispose();
        abandoned.Add(EndAsync(stacks));
    }

    static async Task EndAsync(StacksHost stacks)
    {
        try
        {
            await stacks.StopAsync();
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or AggregateException)
        {
            // It has lost its database.
        }
    }

    void LeapToNextTime()
    {
        times++;
        due = JobTrial.LeapToNextHour(clock);
    }

    Task EndedAsync() => Eventually.TrueAsync(
        async () => await CountAsync($"SELECT count(*) FROM job_run WHERE due_at = '{due:yyyy-MM-dd HH:mm}Z'") == 1 && await CountAsync("SELECT count(*) FROM operation WHERE kind = 'job' AND state = 'running'") == 0,
        $"time {times} is done with");

    async Task<long> CountAsync(string sql)
    {
        await using var command = observer.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
