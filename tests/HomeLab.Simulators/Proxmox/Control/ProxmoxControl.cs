using System.Text.Json;
using HomeLab.Simulators.Proxmox.Listening;
using HomeLab.Simulators.Proxmox.Seeds;
using HomeLab.Simulators.Proxmox.State;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Proxmox.Control;

/// <summary>What tests and people may do to an installation behind its API's back, under <c>/_sim/proxmox/{cluster}</c>.</summary>
static class ProxmoxControl
{
    sealed record NodeChange(bool? IsOnline, bool? NewCertificate);

    sealed record StorageChange(bool? IsActive, bool? IsDisabled);

    sealed record Listing(string Name, string Path, IReadOnlyDictionary<string, string> Ports);

    public static void MapProxmoxControl(this WebApplication app)
    {
        app.MapGet("/_sim/proxmox", (Clusters clusters, ClusterListeners listeners) =>
            clusters.All.Select(store => new Listing(store.Seed.Name, $"{ProxmoxSystem.Root}/{store.Seed.Name}/api2/json", listeners.AddressesOf(store.Seed.Name))));
        var cluster = app.MapGroup("/_sim/proxmox/{name}");
        cluster.MapPost("/seed", SeedAsync);
        cluster.MapPost("/guests", AddGuestAsync);
        cluster.MapPut("/guests/{vmid:int}", ChangeGuestAsync);
        cluster.MapDelete("/guests/{vmid:int}", RemoveGuest);
        cluster.MapPut("/nodes/{node}", ChangeNodeAsync);
        cluster.MapPut("/storages/{storage}", ChangeStorageAsync);
        cluster.MapGet("/outcomes", (string name, Clusters clusters) => clusters.Find(name) is { } store ? Results.Ok(store.Current.Outcomes) : Results.NotFound());
        cluster.MapPost("/outcomes", ArmAsync);
        cluster.MapDelete("/outcomes", (string name, Clusters clusters) => Change(clusters, name, state => state with { Outcomes = [] }));
    }

    static async Task<IResult> SeedAsync(string name, HttpRequest request, Clusters clusters, IOptions<JsonOptions> json)
    {
        var (seed, mistake) = await ReadAsync<ClusterSeed>(request, json);
        if (seed is null)
            return Refused(mistake);
        if (clusters.Find(name) is not { } store)
            return Results.NotFound();
        List<string> mistakes = [.. ProxmoxOptionsValidator.Mistakes(seed), .. seed.Name == name ? [] : new[] { $"The seed's name is {seed.Name}, not {name}." }];
        if (mistakes.Count > 0)
            return Refused(string.Join(' ', mistakes));
        store.Plant(seed);
        return Results.NoContent();
    }

    static async Task<IResult> AddGuestAsync(string name, HttpRequest request, Clusters clusters, IOptions<JsonOptions> json, TimeProvider clock)
    {
        var (seed, mistake) = await ReadAsync<GuestSeed>(request, json);
        if (seed is null)
            return Refused(mistake);
        return Change(clusters, name, state => state.FindNode(seed.Node) is null || state.FindGuest(seed.Vmid) is not null || seed.Vmid < 100
            ? null
            : SeededCluster.Add(state, seed, clock.GetUtcNow()));
    }

    static async Task<IResult> ChangeGuestAsync(string name, int vmid, HttpRequest request, Clusters clusters, IOptions<JsonOptions> json, TimeProvider clock)
    {
        var (change, mistake) = await ReadAsync<GuestChange>(request, json);
        return change is null
            ? Refused(mistake)
            : Change(clusters, name, state => state.FindGuest(vmid) is { } guest ? state.With(change.Of(guest, clock.GetUtcNow())) : null);
    }

    static IResult RemoveGuest(string name, int vmid, Clusters clusters) =>
        Change(clusters, name, state => state.FindGuest(vmid) is { } guest ? Guests.DestroyWorks.Gone(state, guest) : null);

    static async Task<IResult> ChangeNodeAsync(string name, string node, HttpRequest request, Clusters clusters, IOptions<JsonOptions> json, TimeProvider clock)
    {
        var (change, mistake) = await ReadAsync<NodeChange>(request, json);
        return change is null ? Refused(mistake) : Change(clusters, name, state => state.FindNode(node) is not { } found ? null : state.With(found with
        {
            IsOnline = change.IsOnline ?? found.IsOnline,
            StartedAt = change.IsOnline == true && !found.IsOnline ? clock.GetUtcNow() : found.StartedAt,
            Certificate = change.NewCertificate == true ? Certificates.NewLeaf(state.Authority, found.Name, found.Address, clock.GetUtcNow()) : found.Certificate,
        }));
    }

    static async Task<IResult> ChangeStorageAsync(string name, string storage, HttpRequest request, Clusters clusters, IOptions<JsonOptions> json)
    {
        var (change, mistake) = await ReadAsync<StorageChange>(request, json);
        return change is null ? Refused(mistake) : Change(clusters, name, state => state.FindStorage(storage) is not { } found ? null : state with
        {
            Storages = state.Storages.Replace(found, found with { IsActive = change.IsActive ?? found.IsActive, IsDisabled = change.IsDisabled ?? found.IsDisabled }),
        });
    }

    static async Task<IResult> ArmAsync(string name, HttpRequest request, Clusters clusters, IOptions<JsonOptions> json)
    {
        var (outcome, mistake) = await ReadAsync<Outcome>(request, json);
        return outcome is null || outcome.Times < 1 || outcome.Seconds < 0
            ? Refused(mistake.Length > 0 ? mistake : "An outcome has at least one time and no negative seconds.")
            : Change(clusters, name, state => state with { Outcomes = state.Outcomes.Add(outcome) });
    }

    static IResult Change(Clusters clusters, string name, Func<Cluster, Cluster?> change) =>
        clusters.Find(name)?.Change(state => change(state) is { } after ? (after, true) : (state, false)) == true ? Results.NoContent() : Results.NotFound();

    static ProblemHttpResult Refused(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status400BadRequest);

    static async Task<(T? Value, string Mistake)> ReadAsync<T>(HttpRequest request, IOptions<JsonOptions> json) where T : class
    {
        try
        {
            var value = await request.ReadFromJsonAsync<T>(json.Value.SerializerOptions);
            return (value, value is null ? "The body is a JSON object." : "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, exception.Message);
        }
    }
}
