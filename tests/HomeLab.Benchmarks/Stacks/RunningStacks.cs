using System.Collections.Concurrent;
using System.Globalization;
using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Messages;
using HomeLab.NativeServers;
using HomeLab.Testing;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>The services Inventory and Stacks as processes over a broker and databases, in the defaults of a fleet.</summary>
sealed class RunningStacks : IAsyncDisposable
{
    const string Secret = "a-secret-of-the-benchmark-0123456789";

    readonly ConcurrentQueue<string> lines = [];
    readonly List<SupervisedProcess> processes = [];
    FleetDatabase database = null!;

    RunningStacks()
    {
    }

    public int Inventory => processes[0].Id;

    public int Stacks => processes[1].Id;

    public static async Task<RunningStacks> StartAsync(BenchServers servers, string lab)
    {
        var running = new RunningStacks();
        var (messaging, port) = (await servers.VirtualHostAsync("stacks"), LoopbackPort.Free());
        var stacks = await servers.DatabaseAsync("stacks");
        running.database = new FleetDatabase(stacks);
        await running.StartAsync("HomeLab.Inventory", messaging, new()
        {
            ["ConnectionStrings__inventory-db"] = await servers.DatabaseAsync("inventory"),
            ["Inventory__Lab"] = lab,
            ["Rpc__Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Rpc__Callers__stacks__Secret"] = Secret,
            ["Rpc__Callers__stacks__Role"] = "Operator",
        });
        await running.StartAsync("HomeLab.Stacks", messaging, new()
        {
            ["ConnectionStrings__stacks-db"] = stacks,
            ["services__inventory__grpc__0"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            ["Rpc__Token"] = $"stacks.{Secret}",
            // There is no registry to ask.
            ["Stacks__AsksRegistries"] = "false",
        });
        await running.UntilAsync("SELECT count(*) = 1 FROM lab", "Stacks knows the lab");
        return running;
    }

    /// <summary>Waits until so many stacks run as wanted, and nobody looks and nothing is due for two seconds.</summary>
    public Task QuietAsync(int stacks) => UntilAsync(
        $"""
        SELECT (SELECT count(*) = {stacks} FROM stack WHERE is_as_wanted AND deployed IS NOT NULL)
            AND NOT EXISTS (SELECT FROM homelab.work WHERE kind = 'stack' AND (leased_by IS NOT NULL OR due_at <= now() OR outcome_at > now() - interval '2 s' OR outcome_at IS NULL))
            AND NOT EXISTS (SELECT FROM operation WHERE state = 'running')
        """,
        $"{stacks} stacks run as wanted");

    /// <summary>Looks at everything, as once in ten minutes, and waits until it was looked at.</summary>
    public async Task LookAsync()
    {
        var since = TimeProvider.System.GetUtcNow();
        await database.QueryAsync<bool>("WITH due AS (UPDATE homelab.work SET due_at = now() WHERE kind = 'stack' RETURNING 1) SELECT count(*) > 0 AND pg_notify('homelab_work', '')::text IS NOT NULL FROM due");
        await UntilAsync(
            $"SELECT bool_and(outcome_at > '{since:O}') FROM homelab.work WHERE kind = 'stack'", "everything was looked at");
    }

    /// <summary>How the looks ended, for people.</summary>
    public Task<string> OutcomesAsync() => database.QueryAsync<string>(
        "SELECT coalesce(string_agg(it, ', '), '') FROM (SELECT count(*) || ' ' || coalesce(outcome, 'never looked at') || ' ' || coalesce(reason_code, '') AS it FROM homelab.work WHERE kind = 'stack' GROUP BY outcome, reason_code) AS all_of_them");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(processes))
        {
            await process.StopAsync();
            await process.DisposeAsync();
        }
        await database.DisposeAsync();
    }

    async Task StartAsync(string service, Uri messaging, Dictionary<string, string?> environment)
    {
        (environment["ConnectionStrings__messaging"], environment["ASPNETCORE_URLS"]) = (messaging.AbsoluteUri, "http://127.0.0.1:0");
        processes.Add(await Supervisor.StartAsync(new ProcessSpecification("dotnet", Outputs.Of(service))
        {
            Environment = environment, Grace = TimeSpan.FromSeconds(30), Output = lines.Enqueue, Error = lines.Enqueue,
        }));
    }

    async Task UntilAsync(string sql, string message)
    {
        try
        {
            await Eventually.TrueAsync(() => IsAsync(sql), message, TimeSpan.FromMinutes(30), TimeSpan.FromMilliseconds(200));
        }
        catch (Exception exception) when (exception is not InvalidOperationException)
        {
            throw new InvalidOperationException($"{message}: {await OutcomesAsync()}; the last lines were\n{string.Join('\n', lines.TakeLast(20))}", exception);
        }
    }

    async Task<bool> IsAsync(string sql)
    {
        if (processes.Find(it => it.HasExited) is not null)
            throw new InvalidOperationException($"A service ended:\n{string.Join('\n', lines.TakeLast(40))}");
        try
        {
            return await database.QueryAsync<bool>(sql);
        }
        catch (Npgsql.PostgresException exception) when (exception.SqlState == Npgsql.PostgresErrorCodes.UndefinedTable)
        {
            return false;
        }
    }
}
