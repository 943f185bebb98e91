using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Docker;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.Sops;
using HomeLab.Stacks.Docker.Applying;
using HomeLab.Stacks.Docker.Observing;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Images;
using HomeLab.Stacks.Operations;

namespace HomeLab.Stacks.Docker;

/// <summary>Keeps Compose projects true straight on Docker Engines.</summary>
sealed class DockerExecutor(
    EngineClients clients, SecretReader secrets, RegistryAccounts accounts, HookStore hooks, OwnContainer own, Installation installation, TakenObjects taken, TimeProvider time) : IStackExecutor
{
    const int LastLines = 50;

    static readonly Reason NotApplied = new("NotApplied", "The Engine was read after the call's deadline and shows no effect of it.");

    public bool Runs(DesiredStack stack) => stack.Engine is { Endpoint.Length: > 0 };

    public Task<Observed<StackLook>> LookAsync(DesiredStack stack, LookPurpose purpose, CancellationToken cancellationToken) =>
        LookAsync(stack, purpose, (wish, observed) => EngineLook.Of(stack, wish, observed, purpose), cancellationToken);

    public Task<Observed<StackLook>> LookAsync(DesiredStack stack, Restart restart, CancellationToken cancellationToken) =>
        LookAsync(stack, LookPurpose.Keep, (wish, observed) => EngineLook.Of(stack, wish, observed, restart), cancellationToken);

    public async Task<IChangeWatch?> WatchAsync(DesiredStack stack, CancellationToken cancellationToken)
    {
        try
        {
            var (client, _) = await clients.OfAsync(stack.Engine, cancellationToken);
            return new EngineWatch(client, stack.Project, time);
        }
        catch (Exception exception) when (exception is EngineException or SecretMissingException)
        {
            return null;
        }
    }

    public async Task<Settlement> ApplyAsync(DesiredStack stack, PlannedStep step, Guid operation, Intent intent, Action<string> say, CancellationToken cancellationToken)
    {
        try
        {
            var body = (EngineStep)step.Body;
            var (wish, call) = body;
            var runner = await RunnerAsync(stack, wish, operation, cancellationToken);
            if (call.Hook is not null)
                return await (await HooksAsync(stack, cancellationToken)).RunAsync(stack, body, await runner.IdOfAsync(call, cancellationToken), operation, intent, say, cancellationToken);
            if (call.Action is StepAction.Start or StepAction.Restart && wish.Project.Services.TryGetValue(call.Service ?? "", out var service) && service.PostStart.Count > 0)
                await hooks.OweAsync(stack.Key, await runner.IdOfAsync(call, cancellationToken), call.StartedAt ?? "", operation, cancellationToken);
            var result = await runner.ApplyAsync(call, cancellationToken);
            if (call is { Kind: StepKind.Container, Action: StepAction.Remove or StepAction.Delete })
                await hooks.ForgetAsync(result.ProviderId, cancellationToken);
            return new Settlement.Applied(result.ProviderId, result.StateJson);
        }
        catch (EngineException exception)
        {
            return !exception.IsAnswered ? new Settlement.Unconfirmed(ReasonOf(exception))
                : new Settlement.Rejected(exception switch
                {
                    { Code: EngineException.Fenced } => new Reason(TargetReasons.Moved, exception.Message),
                    { IsTransient: true } => new Reason(TargetReasons.Busy, exception.Message),
                    _ => ReasonOf(exception),
                });
        }
        catch (Exception exception) when (exception is SecretMissingException or ComposeException or SopsException)
        {
            return new Settlement.Rejected(ReasonOf(exception));
        }
    }

    public async Task<Settlement> ReadBackAsync(DesiredStack stack, Guid? operation, Intent intent, CancellationToken cancellationToken)
    {
        try
        {
            var step = StepOf(intent.Draft);
            if (step.Hook is not null)
                return await (await HooksAsync(stack, cancellationToken)).ReadBackAsync(stack, step, intent, cancellationToken);
            var wish = await WishAsync(stack, LookPurpose.Deploy, cancellationToken);
            return await (await RunnerAsync(stack, wish, operation ?? Guid.Empty, cancellationToken)).ReadBackAsync(step, cancellationToken) switch
            {
                StepEffect.Applied => new Settlement.Applied(
                    step.ExpectedId ?? step.Name, intent.Draft.Desired is null ? null : JsonSerializer.Serialize(new { ID = step.ExpectedId, step.Name })),
                // Nobody can tell whether a pull found something new, and it does no harm to ask once more.
                _ => new Settlement.Rejected(NotApplied),
            };
        }
        catch (Exception exception) when (exception is EngineException or SecretMissingException or ComposeException or SopsException)
        {
            return new Settlement.Unconfirmed(ReasonOf(exception));
        }
    }

    public async Task<IReadOnlyList<(string Container, string Text)>> LastWordsAsync(DesiredStack stack, CancellationToken cancellationToken)
    {
        try
        {
            var wish = await WishAsync(stack, LookPurpose.Keep, cancellationToken);
            var observed = await ObserveAsync(stack, wish, cancellationToken);
            var (client, _) = await clients.OfAsync(stack.Engine, cancellationToken);
            var words = new List<(string, string)>();
            foreach (var container in observed.Containers.Where(it => !it.IsAside && (it.Health is HealthState.Unhealthy or HealthState.Starting || !it.IsRunning)))
            {
                var said = await StepRunner.LogsAsync(client, container.Id, LastLines, cancellationToken);
                words.AddRange(said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => (container.Name, wish.Hidden(line))));
            }
            return words;
        }
        catch (Exception exception) when (exception is EngineException or SecretMissingException or ComposeException or SopsException)
        {
            return [];
        }
    }

    async Task<Observed<StackLook>> LookAsync(
        DesiredStack stack, LookPurpose purpose, Func<EngineWish, ObservedProject, StackLook> look, CancellationToken cancellationToken)
    {
        try
        {
            var wish = await WishAsync(stack, purpose, cancellationToken);
            var observed = await ObserveAsync(stack, wish, cancellationToken);
            var others = ForeignObjects.In(observed, wish.Options.Installation);
            if (others.Count > 0)
                others = [.. others.ExceptBy(await taken.ListAsync(stack.Key, cancellationToken), it => it.Id)];
            return new Observed<StackLook>.Available(others.Count > 0 ? EngineLook.LeavingTo(others, stack, wish, observed, purpose) : EngineLook.Sparing(own.Id, observed, look(wish, observed)));
        }
        catch (Exception exception) when (exception is ComposeException or SopsException)
        {
            return new Observed<StackLook>.Available(new StackLook([], [], ReasonOf(exception), [exception.Message], []));
        }
        catch (Exception exception) when (exception is EngineException or SecretMissingException)
        {
            return new Observed<StackLook>.Unavailable(ReasonOf(exception));
        }
    }

    async Task<EngineWish> WishAsync(DesiredStack stack, LookPurpose purpose, CancellationToken cancellationToken)
    {
        var wish = await EngineWish.ReadAsync(stack, purpose, await installation.GetIdAsync(cancellationToken), secrets, cancellationToken);
        return wish with { Options = wish.Options with { OwnContainer = own.Id } };
    }

    async Task<ObservedProject> ObserveAsync(DesiredStack stack, EngineWish wish, CancellationToken cancellationToken)
    {
        var (_, view) = await clients.OfAsync(stack.Engine, cancellationToken);
        var observed = await view.ObserveAsync(wish.Project.Name, wish.Project.Services.Values.Select(it => it.ImageToRun), cancellationToken);
        return wish.Project.Services.Values.Any(it => it.PostStart.Count > 0 || it.PreStop.Count > 0)
            ? observed with { Hooks = await hooks.ListAsync(stack.Key, stack.Digest, cancellationToken) }
            : observed;
    }

    async Task<HookRuns> HooksAsync(DesiredStack stack, CancellationToken cancellationToken)
    {
        var (client, _) = await clients.OfAsync(stack.Engine, cancellationToken);
        return new HookRuns(client, hooks, time);
    }

    /// <summary>What is made bears the operation as its mark, so that whoever comes after a crash knows it again.</summary>
    async Task<StepRunner> RunnerAsync(DesiredStack stack, EngineWish wish, Guid operation, CancellationToken cancellationToken)
    {
        var (client, _) = await clients.OfAsync(stack.Engine, cancellationToken);
        return new StepRunner(client, new StepContext(wish.Project, wish.Files, wish.Options, operation.ToString("N")) { Accounts = accounts.OfAsync });
    }

    /// <summary>Of what is taken away the draft says no more than which object it is.</summary>
    static StackStep StepOf(IntentDraft draft) => draft.Desired is { } desired
        ? JsonSerializer.Deserialize<StackStep>(desired)!
        : new StackStep
        {
            Id = draft.Object,
            Action = StepAction.Remove,
            Kind = Enum.Parse<StepKind>(draft.Object.Split('/')[2], ignoreCase: true),
            Name = string.Join('/', draft.Object.Split('/').Skip(3)),
            ExpectedId = JsonDocument.Parse(draft.Expected!).RootElement.GetProperty("id").GetString(),
            Because = draft.Why,
        };

    static Reason ReasonOf(Exception exception) => exception switch
    {
        EngineException engine => new Reason($"Engine{engine.Code}", engine.Message),
        ComposeException => new Reason("ComposeRefused", exception.Message),
        SopsException => new Reason("NotDecrypted", exception.Message),
        _ => new Reason("SecretMissing", exception.Message),
    };
}
