using System.Collections.Concurrent;
using System.Diagnostics;
using HomeLab.Dns.Mirror;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Addresses;

/// <summary>
/// Calls a monitor's URL, such as one of Healthchecks or Uptime Kuma, while an uplink's address is agreed on and the zones of the records that follow it are as
/// they should be. Silence is the alarm: nothing is called otherwise, and a monitor that does not answer disturbs nobody.
/// </summary>
sealed partial class Heartbeats(SecretReader secrets, ZoneStatuses statuses, IHttpClientFactory clients, ILogger<Heartbeats> logger)
{
    public const string ClientName = "heartbeats";

    readonly ConcurrentDictionary<string, string> told = new();

    /// <param name="zones">Of the records that follow the uplink.</param>
    public async Task BeatAsync(Uplink uplink, IReadOnlyCollection<ZoneName> zones, CancellationToken cancellationToken)
    {
        if (uplink.Heartbeat is not { } name || !await StandAsync(zones, cancellationToken))
        {
            return;
        }
        // Whoever has the URL can beat, so it stands in no trace.
        Activity.Current = null;
        var silence = await CallAsync(name, cancellationToken);
        if (silence is null)
        {
            told.TryRemove(uplink.Name, out _);
        }
        else if (!told.TryGetValue(uplink.Name, out var before) || before != silence)
        {
            told[uplink.Name] = silence;
            Log.Unheard(logger, uplink.Name, silence);
        }
    }

    async Task<bool> StandAsync(IReadOnlyCollection<ZoneName> zones, CancellationToken cancellationToken)
    {
        foreach (var zone in zones)
        {
            if (await statuses.ReadAsync(zone, cancellationToken) is not { Outcome: nameof(ReconcileOutcome.Converged) or nameof(ReconcileOutcome.Applied) })
            {
                return false;
            }
        }
        return true;
    }

    /// <returns>Why nobody heard it; null: somebody did.</returns>
    async Task<string?> CallAsync(SecretName name, CancellationToken cancellationToken)
    {
        try
        {
            var text = await secrets.ReadAsync(name, cancellationToken);
            if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) || url is not ({ Scheme: "https" } or { Scheme: "http", IsLoopback: true }))
            {
                return $"what stands in the {name} is no URL that begins https://";
            }
            using var http = clients.CreateClient(ClientName);
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? null : $"{url.Host} answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "the monitor did not answer in time";
        }
        // The secret is missing, and whatever else: a monitor disturbs nobody.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"the {name} of the Dns service cannot be read, or is not set";
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The heartbeat of uplink {Uplink} was not heard, and is sent again after each round: {Reason}")]
        public static partial void Unheard(ILogger logger, string uplink, string reason);
    }
}
