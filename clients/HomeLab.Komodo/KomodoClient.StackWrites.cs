using System.Text.Json.Nodes;
using HomeLab.Komodo.Stacks;
using HomeLab.Komodo.Transport;
using HomeLab.Komodo.Updates;

namespace HomeLab.Komodo;

public sealed partial class KomodoClient
{
    /// <param name="stack">Its id or name.</param>
    public Task<StackSetup> GetStackSetupAsync(string stack, CancellationToken cancellationToken) =>
        ReadAsync<StackSetup>("GetStack", $"read the stack {stack}", new { stack }, cancellationToken);

    /// <param name="stack">Its id or name.</param>
    public Task<StackActivity> GetStackActivityAsync(string stack, CancellationToken cancellationToken) =>
        ReadAsync<StackActivity>("GetStackActionState", $"read what is done with the stack {stack}", new { stack }, cancellationToken);

    /// <param name="name">Core brings it into the form that Compose takes: use the answer's.</param>
    /// <param name="config">Fields that are not named have their defaults.</param>
    public Task<StackSetup> CreateStackAsync(string name, JsonObject config, CancellationToken cancellationToken) =>
        WriteAsync<StackSetup>("CreateStack", $"create the stack {name}", new { name, config }, cancellationToken);

    /// <summary>Fields that are not named stay as they are. There is no version to compare with: the last writer wins.</summary>
    /// <param name="stack">Its id or name.</param>
    public Task<StackSetup> UpdateStackAsync(string stack, JsonObject config, CancellationToken cancellationToken) =>
        WriteAsync<StackSetup>("UpdateStack", $"change the stack {stack}", new { id = stack, config }, cancellationToken);

    /// <summary>Core takes its containers away first, and deletes it also where that fails.</summary>
    /// <param name="stack">Its id or name.</param>
    public Task<StackSetup> DeleteStackAsync(string stack, CancellationToken cancellationToken) =>
        WriteAsync<StackSetup>("DeleteStack", $"delete the stack {stack}", new { id = stack }, cancellationToken);

    /// <summary>Begins it: the answer says nothing of how it ends, not even whether it was begun (<see cref="GetUpdateAsync"/>).</summary>
    /// <param name="stack">Its id or name.</param>
    public Task<Update> DeployStackAsync(string stack, CancellationToken cancellationToken) =>
        ExecuteAsync("DeployStack", $"deploy the stack {stack}", new { stack }, cancellationToken);

    /// <summary>Begins it, as <see cref="DeployStackAsync"/>.</summary>
    /// <param name="stack">Its id or name.</param>
    public Task<Update> StopStackAsync(string stack, CancellationToken cancellationToken) =>
        ExecuteAsync("StopStack", $"stop the stack {stack}", new { stack }, cancellationToken);

    /// <summary>Begins it, as <see cref="DeployStackAsync"/>: containers and networks go, volumes stay.</summary>
    /// <param name="stack">Its id or name.</param>
    public Task<Update> DestroyStackAsync(string stack, CancellationToken cancellationToken) =>
        ExecuteAsync("DestroyStack", $"take the stack {stack} down", new { stack }, cancellationToken);

    /// <summary>Begins it, as <see cref="DeployStackAsync"/>: containers end and start as they are. Core calls it <c>RestartStackService</c> where services are named.</summary>
    /// <param name="stack">Its id or name.</param>
    /// <param name="services">Empty: all.</param>
    public Task<Update> RestartStackAsync(string stack, IReadOnlyList<string> services, CancellationToken cancellationToken) =>
        ExecuteAsync("RestartStack", $"restart the stack {stack}", new { stack, services }, cancellationToken);

    public Task<Update> GetUpdateAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync<Update>("GetUpdate", $"read the update {id}", new { id }, cancellationToken);

    /// <summary>What was begun on a stack since then, the newest first, at most a hundred.</summary>
    /// <param name="id">The stack's id.</param>
    public async Task<IReadOnlyList<UpdateSummary>> ListStackUpdatesAsync(string id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var query = new Dictionary<string, object>
        {
            ["target.type"] = "Stack", ["target.id"] = id, ["start_ts"] = new Dictionary<string, long> { ["$gte"] = since.ToUnixTimeMilliseconds() },
        };
        return (await ReadAsync<UpdatePage>("ListUpdates", "list a stack's updates", new { query, page = 0 }, cancellationToken)).Updates;
    }

    Task<T> WriteAsync<T>(string type, string purpose, object parameters, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(new Call(HttpMethod.Post, $"write/{type}", purpose, parameters), cancellationToken);

    Task<Update> ExecuteAsync(string type, string purpose, object parameters, CancellationToken cancellationToken) =>
        SendAsync<Update>(new Call(HttpMethod.Post, $"execute/{type}", purpose, parameters), cancellationToken);
}
