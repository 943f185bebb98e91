using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Clock;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Komodo;

/// <summary>What tests and people may do to a Core behind its API's back, under <c>/_sim/komodo/{name}</c>.</summary>
static class KomodoControl
{
    sealed record ServerChange(string? State, string? Address, string? Name, IReadOnlyList<string>? Networks, IReadOnlyList<string>? Volumes);

    sealed record StackChange(string? Name, ImmutableDictionary<string, string>? Containers, ImmutableDictionary<string, string>? Health, ImmutableDictionary<string, string>? Images, IReadOnlyList<string>? Recreated);

    sealed record Listing(string Name, string Path, string Version, int Followers);

    public static void MapKomodoControl(this WebApplication app)
    {
        app.MapGet("/_sim/komodo", (Cores cores) =>
            cores.All.Select(store => new Listing(store.Seed.Name, $"{KomodoSystem.Root}/{store.Seed.Name}", store.Current.Version, store.Feed.Followers)));
        var core = app.MapGroup("/_sim/komodo/{name}");
        core.MapPost("/seed", SeedAsync);
        core.MapPut("/servers/{server}", ChangeServerAsync);
        core.MapPost("/stacks", AddStackAsync);
        core.MapPut("/stacks/{stack}", ChangeStackAsync);
        core.MapDelete("/stacks/{stack}", RemoveStack);
        core.MapPost("/stacks/{stack}/deploy", DeployAsync);
        core.MapPost("/restart", (string name, Cores cores) =>
        {
            cores.Find(name)?.Restart();
            return Results.NoContent();
        });
        core.MapPost("/cut", (string name, Cores cores) =>
        {
            cores.Find(name)?.Feed.Cut();
            return Results.NoContent();
        });
    }

    static async Task<IResult> SeedAsync(string name, HttpRequest request, Cores cores, IOptions<JsonOptions> json)
    {
        var (seed, mistake) = await ControlBody.ReadAsync<CoreSeed>(request, json);
        if (seed is null)
            return ControlBody.Refused(mistake);
        List<string> mistakes = [.. KomodoOptionsValidator.Mistakes(seed), .. seed.Name == name ? [] : new[] { $"The seed's name is {seed.Name}, not {name}." }];
        if (mistakes.Count > 0)
            return ControlBody.Refused(string.Join(' ', mistakes));
        cores.Find(name)?.Plant(seed);
        return Results.NoContent();
    }

    /// <summary>Its agent is lost or comes back, it gets another address or name, or networks and volumes besides its own.</summary>
    static async Task<IResult> ChangeServerAsync(string name, string server, HttpRequest request, Cores cores, IOptions<JsonOptions> json, TimeProvider clock, IOptions<KomodoOptions> options)
    {
        var (change, mistake) = await ControlBody.ReadAsync<ServerChange>(request, json);
        return change is null ? ControlBody.Refused(mistake) : Change(cores, name, core =>
        {
            if (core.FindServer(server) is not { } found)
                return core;
            var after = found with
            {
                State = change.State ?? found.State,
                Address = change.Address ?? found.Address,
                Name = change.Name ?? found.Name,
                Networks = found.Networks.Union(change.Networks ?? []),
                Volumes = found.Volumes.Union(change.Volumes ?? []),
            };
            return Unnoticed(core.With(after), found.Id, new Unseen(found.Id, NextPoll(clock, options), found.State, null), clock);
        });
    }

    static async Task<IResult> AddStackAsync(string name, HttpRequest request, Cores cores, IOptions<JsonOptions> json, TimeProvider clock)
    {
        var (seed, mistake) = await ControlBody.ReadAsync<StackSeed>(request, json);
        return seed is null ? ControlBody.Refused(mistake) : Change(cores, name, core => core.FindStack(seed.Name) is null ? SeededCore.Add(core, name, seed, clock.GetUtcNow()) : core);
    }

    /// <summary>Another name, and what its services' containers are now; an empty state takes one away.</summary>
    static async Task<IResult> ChangeStackAsync(string name, string stack, HttpRequest request, Cores cores, IOptions<JsonOptions> json, TimeProvider clock, IOptions<KomodoOptions> options)
    {
        var (change, mistake) = await ControlBody.ReadAsync<StackChange>(request, json);
        return change is null ? ControlBody.Refused(mistake) : Change(cores, name, core => core.FindStack(stack) is not { } found ? core
            : Unnoticed(core.With(After(core, found, change)), found.Id, new Unseen(found.ServerId, NextPoll(clock, options), null, found.Containers), clock));
    }

    static Stack After(Core core, Stack stack, StackChange change)
    {
        var none = ImmutableDictionary<string, string>.Empty;
        var after = (change.Containers ?? none).Aggregate(stack, With) with { Name = change.Name ?? stack.Name };
        after = (change.Health ?? none).Where(it => after.Containers.ContainsKey(it.Key)).Aggregate(after, (state, it) => state.With(state.Containers[it.Key] with { Health = it.Value }));
        after = (change.Images ?? none).Where(it => after.Containers.ContainsKey(it.Key))
            .Aggregate(after, (state, it) => state.With(state.Containers[it.Key] with { Image = it.Value, Digest = core.ImageOf(it.Value).ActualDigest }));
        return (change.Recreated ?? []).Where(after.Containers.ContainsKey)
            .Aggregate(after, (state, it) => state.With(state.Containers[it] with { Id = Ids.Container(state.Containers[it].Id, "another", core.Updates.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)) }));
    }

    /// <summary>What was not seen before it changed again stays as it was seen.</summary>
    static Core Unnoticed(Core core, string id, Unseen unseen, TimeProvider clock) => unseen.Until <= clock.GetUtcNow() || (core.Unseen.TryGetValue(id, out var before) && before.Until > clock.GetUtcNow())
        ? core
        : core with { Unseen = core.Unseen.SetItem(id, unseen) };

    static DateTimeOffset NextPoll(TimeProvider clock, IOptions<KomodoOptions> options) => clock.GetUtcNow() + TimeSpan.FromSeconds(options.Value.PollSeconds);

    static IResult RemoveStack(string name, string stack, Cores cores, TimeProvider clock) => Change(cores, name, core => core.FindStack(stack) is not { } found ? core
        : core.Without(found).With(core.NewUpdate("DeleteStack", "Stack", found.Id, "admin", clock.GetUtcNow()).Ended(clock.GetUtcNow())));

    /// <summary>As somebody does in the web page: its containers are made anew.</summary>
    static async Task<IResult> DeployAsync(string name, string stack, Cores cores, SimulatorClock clock, IOptions<KomodoOptions> options, IHostApplicationLifetime lifetime)
    {
        var started = clock.GetUtcNow();
        Update? update = null;
        var begun = Change(cores, name, core =>
        {
            if (core.FindStack(stack) is not { } found)
                return core;
            update = core.NewUpdate("DeployStack", "Stack", found.Id, "admin", started);
            return core.With(found with { Doing = "deploying" }).With(update);
        });
        if (update is null)
            return begun;
        await clock.WaitUntilAsync(started + TimeSpan.FromSeconds(options.Value.DeploySeconds), lifetime.ApplicationStopping);
        return Change(cores, name, core => core.FindStack(update.TargetId) is not { } found || core.FindUpdate(update.Id) is null ? core : core
            .With(found.Services.Aggregate(found, (it, service) => Anew(it, service, update.Id)) with { Doing = null, Findings = found.Findings with { DeployedProject = found.Project } })
            .With(update.Ended(clock.GetUtcNow(), new UpdateLog("Compose Up", "", "", "Container Recreated", true, clock.GetUtcNow())) with
            {
                Effects = [.. found.Services.Select(it => $"recreate {found.Project}-{it.Name}-1")],
            }));
    }

    static Stack Anew(Stack stack, Service service, string incarnation) =>
        stack.With(SeededCore.ContainerOf(stack.Id, stack.Project, service.Name, service.Image, incarnation));

    static Stack With(Stack stack, KeyValuePair<string, string> change) => !stack.Containers.TryGetValue(change.Key, out var container) ? stack
        : change.Value.Length == 0 ? stack with { Containers = stack.Containers.Remove(change.Key) }
        : stack.With(container with { State = change.Value });

    static IResult Change(Cores cores, string name, Func<Core, Core> change) => cores.Find(name)?.Change(change) == true ? Results.NoContent() : Results.NotFound();
}
