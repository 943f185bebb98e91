using System.Text.Json;
using HomeLab.Simulators.Cloudflare.State;
using HomeLab.Simulators.Cloudflare.Tokens;
using HomeLab.Simulators.Cloudflare.Zones;
using HomeLab.Simulators.RequestLog;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare.Http;

/// <summary>An authenticated request: who asks, and what of the account he sees.</summary>
sealed class CloudflareCall(HttpContext context, Credential credential)
{
    readonly CloudflareStore store = context.RequestServices.GetRequiredService<CloudflareStore>();
    readonly SimulatedRequest request = context.Features.Get<SimulatedRequest>()!;

    public Credential Credential { get; } = credential;

    public CloudflareOptions Options { get; } = context.RequestServices.GetRequiredService<IOptions<CloudflareOptions>>().Value;

    public IQueryCollection Query => context.Request.Query;

    /// <summary>Relative to the API root.</summary>
    public string Path => request.Path;

    public HttpRequest Request => context.Request;

    public DateTimeOffset Now { get; } = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    public static ValueTask<CloudflareCall?> BindAsync(HttpContext context) => new(context.Features.Get<CloudflareCall>());

    /// <summary>What a list shows of its entries.</summary>
    public IReadOnlyList<T> Shown<T>(IReadOnlyList<T> entries) =>
        request.Shows is { } shows ? [.. entries.Where((_, index) => shows(index))] : entries;

    /// <summary>The zones in the credential's scope.</summary>
    public IEnumerable<ZoneState> VisibleZones => View.Zones.Where(zone => Credential.Sees(zone.Zone));

    /// <summary>How an id of the account or a zone is told to this caller.</summary>
    /// <remarks>Reading it backwards keeps its form, differs from the known one and is its own inverse.</remarks>
    public string Identity(string id) => request.HasWrongIdentity ? new string([.. id.Reverse()]) : id;

    /// <summary>As of when reads are answered; null: now.</summary>
    public DateTimeOffset? ReadsAsOf => request.Lag > TimeSpan.Zero ? Now - request.Lag : null;

    public bool MayTunnel => Credential.Token?.SeesTunnels ?? true;

    /// <exception cref="CloudflareRefusal">The credential may only read.</exception>
    public void DemandEdit()
    {
        if (Credential.Access != ZoneAccess.Edit)
            throw CloudflareRefusal.NotAuthorised();
    }

    /// <summary>Something beside the zones was changed, and kept.</summary>
    public void Applied(RequestEffect effect)
    {
        request.IsApplied = true;
        request.Effects.Add(effect);
    }

    /// <exception cref="CloudflareRefusal">The id is malformed, unknown or out of scope.</exception>
    public ZoneState Read(string zoneId) => Authorised(View, zoneId, ZoneAccess.Read);

    /// <summary>Applies a change that is kept once this returns.</summary>
    public T Change<T>(string zoneId, Func<ZoneState, (ZoneState Zone, T Result)> change) => store.Change(account =>
    {
        var before = Authorised(account, zoneId, ZoneAccess.Edit);
        var (after, result) = change(before);
        request.IsApplied |= !ReferenceEquals(before, after);
        request.Effects.AddRange(after.ChangesSince(before));
        return (account.With(after), result);
    });

    public async Task<JsonElement> BodyAsync()
    {
        if (!Request.HasJsonContentType())
            throw CloudflareRefusal.InvalidBody("Content-type must be application/json.");
        try
        {
            using var document = await JsonDocument.ParseAsync(Request.Body, cancellationToken: context.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new CloudflareRefusal(StatusCodes.Status400BadRequest, 6007, "Malformed JSON in request body");
        }
    }

    Account View => request.Lag > TimeSpan.Zero ? store.AsOf(Now - request.Lag) : store.Current;

    ZoneState Authorised(Account account, string zoneId, ZoneAccess access)
    {
        if (!Ids.IsWellFormed(zoneId))
            throw CloudflareRefusal.NoRoute(request.Path);
        // An unknown zone is told like a forbidden one, so that ids cannot be probed.
        return account.Find(Identity(zoneId)) is { } zone && Credential.Sees(zone.Zone) && Credential.Access >= access
            ? zone
            : throw CloudflareRefusal.NotAuthorised();
    }
}
