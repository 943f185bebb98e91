using System.Globalization;
using Docker.DotNet.Models;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Docker;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.Sops;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Applying;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Operations;

namespace HomeLab.Stacks.Jobs;

/// <summary>What of a job is done at an Engine.</summary>
sealed class JobCommand(EngineClients clients, SecretReader secrets, Installation installation, TakenObjects taken, JobStore store, JobOutputs outputs, TimeProvider time)
{
    const string Running = "running";

    /// <returns>The id of the container to run it in: of several the first.</returns>
    public Task<Observed<string>> FindContainerAsync(StackJob job, DesiredStack stack, CancellationToken cancellationToken) => ReadAsync<string>(
        async () =>
        {
            var (client, _) = await clients.OfAsync(stack.Engine, cancellationToken);
            var labels = new Dictionary<string, bool> { [$"{ComposeLabels.Project}={stack.Project}"] = true, [$"{ComposeLabels.Service}={job.Service}"] = true };
            var listed = await EngineCalls.MakeAsync(
                $"looking for {job.Service}",
                () => client.Containers.ListContainersAsync(new ContainersListParameters { Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = labels } }, cancellationToken),
                cancellationToken);
            var (own, took) = (await installation.GetIdAsync(cancellationToken), await taken.ListAsync(stack.Key, cancellationToken));
            var container = listed.Where(it => it.State == Running && IsToRun(it, own, took)).OrderBy(NumberOf).FirstOrDefault();
            return container is null
                ? new Observed<string>.Unavailable(new Reason("NotRunning", $"no container of {job.Service} runs that is this installation's"))
                : new Observed<string>.Available(container.ID);
        });

    /// <summary>Starts it, at most once however often it is asked to.</summary>
    public async Task<Settlement> StartAsync(StackJob job, DesiredStack stack, JobRun run, string container, CancellationToken cancellationToken)
    {
        CommandRunner runner;
        EngineWish wish;
        var exec = run.Exec;
        try
        {
            var (client, _) = await clients.OfAsync(stack.Engine, cancellationToken);
            (runner, wish) = (new CommandRunner(client, time), await EngineWish.ReadAsync(stack, LookPurpose.Keep, await installation.GetIdAsync(cancellationToken), secrets, cancellationToken));
            if (exec.Length == 0)
            {
                var words = wish.Project.Services[job.Service].Jobs.First(it => it.Name == job.Labels.Name).Words;
                exec = await runner.CreateAsync(container, new ServiceHook(words, null, false, null, TextMaps.Empty), cancellationToken);
                await store.PrepareAsync(run, exec, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is EngineException or SecretMissingException or ComposeException or SopsException)
        {
            return new Settlement.Rejected(ReasonOf(exception));
        }
        try
        {
            outputs.Listen(run, wish, await runner.StartAsync(exec, cancellationToken));
            return new Settlement.Applied(container, null);
        }
        catch (EngineException exception)
        {
            return exception.IsAnswered ? await ReadBackAsync(stack, exec, container, ReasonOf(exception), cancellationToken) : new Settlement.Unconfirmed(ReasonOf(exception));
        }
    }

    /// <param name="refusal">Why it was not started, if it was not.</param>
    public async Task<Settlement> ReadBackAsync(DesiredStack stack, string exec, string container, Reason refusal, CancellationToken cancellationToken) =>
        (await EndOfAsync(stack, exec, cancellationToken)).TryGetValue(out var end, out var silence)
            ? end is CommandEnd.NeverStarted ? new Settlement.Rejected(refusal) : new Settlement.Applied(container, null)
            : new Settlement.Unconfirmed(silence);

    public Task<Observed<CommandEnd>> EndOfAsync(DesiredStack stack, string exec, CancellationToken cancellationToken) => ReadAsync<CommandEnd>(
        async () =>
        {
            var (client, _) = await clients.OfAsync(stack.Engine, cancellationToken);
            return new Observed<CommandEnd>.Available(await new CommandRunner(client, time).EndOfAsync(exec, cancellationToken));
        });

    static async Task<Observed<T>> ReadAsync<T>(Func<Task<Observed<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception exception) when (exception is EngineException or SecretMissingException)
        {
            return new Observed<T>.Unavailable(ReasonOf(exception));
        }
    }

    /// <summary>What another installation made is its own to run jobs in.</summary>
    static bool IsToRun(ContainerListResponse container, string installation, IReadOnlyList<string> taken) =>
        !string.Equals(LabelOf(container, ComposeLabels.OneOff), "true", StringComparison.OrdinalIgnoreCase)
        && (LabelOf(container, ComposeLabels.Installation) is var maker && maker.Length == 0 || maker == installation || taken.Contains(container.ID));

    static int NumberOf(ContainerListResponse container) =>
        int.TryParse(LabelOf(container, ComposeLabels.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;

    static string LabelOf(ContainerListResponse container, string label) => container.Labels?.TryGetValue(label, out var value) == true ? value : "";

    static Reason ReasonOf(Exception exception) => new(
        exception switch
        {
            EngineException engine => $"Engine{engine.Code}",
            ComposeException => "ComposeRefused",
            SopsException => "NotDecrypted",
            _ => "SecretMissing",
        },
        exception.Message);
}
