using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Komodo;
using HomeLab.Komodo.Stacks;
using HomeLab.Komodo.Updates;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Reconciling;

namespace HomeLab.Stacks.Komodo;

/// <summary>Keeps stacks true through Komodo Core, and follows what it begins to its end.</summary>
sealed class KomodoExecutor(KomodoClients clients, OwnedObjects ledger, TimeProvider time) : IStackExecutor
{
    /// <summary>Core polls its servers every 15 s and tells of an execution's end at once.</summary>
    static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(500);

    static readonly Reason NotApplied = new("NotApplied", "Komodo was read after the call's deadline and shows no effect of it.");

    public bool Runs(DesiredStack stack) => stack.Komodo is not null;

    public async Task<Observed<StackLook>> LookAsync(DesiredStack stack, LookPurpose purpose, CancellationToken cancellationToken)
    {
        var client = clients.Of(stack.Komodo);
        try
        {
            var wish = await WishAsync(client, stack, cancellationToken);
            // Core deploys the branch's newest commit, which is the one that failed, unless it is told another.
            if (wish.FollowsBranch && stack.ProjectJson.Length > 0)
                wish = wish.At(purpose == LookPurpose.Restore ? stack.Commit : "");
            var actual = await FindAsync(client, wish.Name, cancellationToken);
            var services = actual is null ? [] : await client.ListStackServicesAsync(actual.Id, cancellationToken);
            var activity = actual is null ? new StackActivity() : await client.GetStackActivityAsync(actual.Id, cancellationToken);
            var owned = await ledger.ListAsync(StackReconciler.KeyOf(stack.Key), cancellationToken);
            var deployed = owned.FirstOrDefault(it => it.Object == KomodoStackLook.DeploymentOf(stack))?.State;
            return new Observed<StackLook>.Available(KomodoStackLook.Of(
                stack, wish, actual, services, activity, deployed is null ? null : JsonNode.Parse(deployed)!["digest"]!.ToString(),
                owned.Any(it => it.Object == KomodoStackLook.ObjectOf(stack) && it.ProviderId == actual?.Id), purpose));
        }
        catch (Exception exception) when (exception is KomodoException or SecretMissingException)
        {
            return new Observed<StackLook>.Unavailable(ReasonOf(exception));
        }
    }

    public async Task<Observed<StackLook>> LookAsync(DesiredStack stack, Restart restart, CancellationToken cancellationToken)
    {
        var client = clients.Of(stack.Komodo);
        try
        {
            if (await FindAsync(client, (await WishAsync(client, stack, cancellationToken)).Name, cancellationToken) is not { } actual)
                return new Observed<StackLook>.Available(new StackLook([], [], null, [], []));
            var updates = await client.ListStackUpdatesAsync(actual.Id, DateTimeOffset.UnixEpoch, cancellationToken);
            var services = await client.ListStackServicesAsync(actual.Id, cancellationToken);
            var activity = await client.GetStackActivityAsync(actual.Id, cancellationToken);
            var newest = updates.FirstOrDefault(it => it.Operation == RestartOf(restart.Service) && it is { IsComplete: true, Success: true })?.Id ?? "";
            return new Observed<StackLook>.Available(KomodoStackLook.Of(stack, actual, services, activity, restart, newest));
        }
        catch (Exception exception) when (exception is KomodoException or SecretMissingException)
        {
            return new Observed<StackLook>.Unavailable(ReasonOf(exception));
        }
    }

    public async Task<Settlement> ApplyAsync(DesiredStack stack, PlannedStep step, Guid operation, Intent intent, Action<string> say, CancellationToken cancellationToken)
    {
        var client = clients.Of(stack.Komodo);
        try
        {
            switch (step.Id)
            {
                case KomodoStackLook.Create:
                    var wish = (KomodoWish)step.Body;
                    return new Settlement.Applied((await client.CreateStackAsync(wish.Name, wish.Config, cancellationToken)).Id, step.Desired);
                case KomodoStackLook.Update:
                    return new Settlement.Applied((await client.UpdateStackAsync(IdOf(step.Expected!), (JsonObject)step.Body, cancellationToken)).Id, step.Desired);
                case KomodoStackLook.Delete:
                    return new Settlement.Applied((await client.DeleteStackAsync(IdOf(step.Expected!), cancellationToken)).Id, State: null);
                case KomodoStackLook.Destroy:
                    return await FollowAsync(client, await client.DestroyStackAsync(IdOf(step.Expected!), cancellationToken), IdOf(step.Expected!), null, intent, say, cancellationToken);
                case KomodoStackLook.Restart:
                    var service = (string)step.Body;
                    var restarted = await client.RestartStackAsync(IdOf(step.Expected!), service.Length > 0 ? [service] : [], cancellationToken);
                    return await FollowAsync(client, restarted, IdOf(step.Expected!), step.Desired, intent, say, cancellationToken);
                default:
                    var id = (await client.GetStackSetupAsync(((KomodoWish)step.Body).Name, cancellationToken)).Id;
                    return await FollowAsync(client, await client.DeployStackAsync(id, cancellationToken), id, step.Desired, intent, say, cancellationToken);
            }
        }
        catch (KomodoException exception)
        {
            // Whether it arrived is only certain where Core said no.
            return exception.Failure is KomodoFailure.Rejected or KomodoFailure.NotFound or KomodoFailure.Forbidden or KomodoFailure.KeyRefused or KomodoFailure.TooMany
                ? new Settlement.Rejected(ReasonOf(exception))
                : new Settlement.Unconfirmed(ReasonOf(exception));
        }
        catch (SecretMissingException exception)
        {
            return new Settlement.Rejected(ReasonOf(exception));
        }
    }

    public async Task<Settlement> ReadBackAsync(DesiredStack stack, Guid? operation, Intent intent, CancellationToken cancellationToken)
    {
        var client = clients.Of(stack.Komodo);
        try
        {
            var wish = await WishAsync(client, stack, cancellationToken);
            var actual = await FindAsync(client, wish.Name, cancellationToken);
            var isExecution = intent.Draft.Object == KomodoStackLook.DeploymentOf(stack) || intent.Draft.Action == KomodoStackLook.Restart;
            if (intent.Draft.Action == KomodoStackLook.Delete && !isExecution)
                return actual is null || actual.Id != IdOf(intent.Draft.Expected!) ? new Settlement.Applied(IdOf(intent.Draft.Expected!), State: null) : new Settlement.Rejected(NotApplied);
            if (actual is null)
                return new Settlement.Rejected(NotApplied);
            if (isExecution)
                return await ExecutionAsync(client, actual.Id, intent, cancellationToken);
            var config = (JsonObject)JsonNode.Parse(actual.Config.GetRawText())!;
            return wish.Differences(config).Count == 0 ? new Settlement.Applied(actual.Id, intent.Draft.Desired) : new Settlement.Rejected(NotApplied);
        }
        catch (Exception exception) when (exception is KomodoException or SecretMissingException)
        {
            return new Settlement.Unconfirmed(ReasonOf(exception));
        }
    }

    /// <summary>Core's updates, which the log has already, tell what there is to know.</summary>
    public Task<IReadOnlyList<(string Container, string Text)>> LastWordsAsync(DesiredStack stack, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([]);

    /// <summary>Reads an update until it is complete: that it was answered says nothing, not even that it was begun.</summary>
    async Task<Settlement> FollowAsync(
        KomodoClient client, Update update, string stack, string? state, Intent intent, Action<string> say, CancellationToken cancellationToken)
    {
        var told = 0;
        while (!update.IsComplete)
        {
            if (time.GetUtcNow() + AskAgain >= intent.DeadlineAt)
                return new Settlement.Unconfirmed(new Reason("StillRunning", $"Komodo has not ended {update.Operation} in time; it is followed."));
            await Task.Delay(AskAgain, time, cancellationToken);
            update = await client.GetUpdateAsync(update.Id, cancellationToken);
            foreach (var log in update.Logs.Skip(told))
                say($"{log.Stage}{(log.Success ? "" : " failed")}");
            told = Math.Max(told, update.Logs.Count);
        }
        return SettlementOf(update.Success, update.Operation, update.Failure, stack, state);
    }

    static async Task<Settlement> ExecutionAsync(KomodoClient client, string stack, Intent intent, CancellationToken cancellationToken)
    {
        var operation = intent.Draft.Action switch
        {
            KomodoStackLook.Delete => "DestroyStack",
            KomodoStackLook.Restart => RestartOf(JsonNode.Parse(intent.Draft.Desired!)!["service"]!.ToString()),
            _ => "DeployStack",
        };
        var begun = (await client.ListStackUpdatesAsync(stack, intent.OpenedAt, cancellationToken)).FirstOrDefault(it => it.Operation == operation);
        return begun is null ? new Settlement.Rejected(NotApplied)
            : !begun.IsComplete ? new Settlement.Unconfirmed(new Reason("StillRunning", $"Komodo has not ended {operation} yet."))
            : SettlementOf(begun.Success, operation, begun.Success ? "" : (await client.GetUpdateAsync(begun.Id, cancellationToken)).Failure, stack, intent.Draft.Desired);
    }

    static Settlement SettlementOf(bool isSuccess, string operation, string failure, string stack, string? state) => isSuccess
        ? new Settlement.Applied(stack, state)
        : failure.Contains("is busy", StringComparison.Ordinal) ? new Settlement.Rejected(new Reason(TargetReasons.Busy, $"{operation} was not begun: {failure}"))
        : new Settlement.Rejected(new Reason("KomodoFailed", $"{operation} failed: {(failure.Length > 0 ? failure : "Komodo gives no reason")}"));

    static async Task<KomodoWish> WishAsync(KomodoClient client, DesiredStack stack, CancellationToken cancellationToken) => KomodoWish.Read(
        stack.Komodo.StackJson, (await client.ListServersAsync(cancellationToken)).GroupBy(it => it.Name).ToDictionary(it => it.Key, it => it.First().Id));

    static async Task<StackSetup?> FindAsync(KomodoClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetStackSetupAsync(name, cancellationToken);
        }
        catch (KomodoException exception) when (exception.Failure == KomodoFailure.NotFound)
        {
            return null;
        }
    }

    static string RestartOf(string service) => service.Length > 0 ? "RestartStackService" : "RestartStack";

    static string IdOf(string json) => JsonDocument.Parse(json).RootElement.GetProperty("id").GetString()!;

    static Reason ReasonOf(Exception exception) => exception is KomodoException komodo
        ? new Reason(komodo.Failure == KomodoFailure.TooMany ? TargetReasons.Busy : $"Komodo{komodo.Failure}", komodo.Message)
        : new Reason("SecretMissing", exception.Message);
}
