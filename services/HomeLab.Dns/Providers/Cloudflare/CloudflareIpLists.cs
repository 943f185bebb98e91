using System.Net;
using HomeLab.Cloudflare;
using HomeLab.Dns.Lists;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Cloudflare;

/// <summary>Lists of addresses at Cloudflare.</summary>
/// <param name="token">Where the token is, for messages.</param>
sealed class CloudflareIpLists(CloudflareClient client, string token, TimeProvider time)
{
    const string IpKind = "ip";

    static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(500);

    /// <param name="zone">Any of the account.</param>
    public async Task<Observed<IpListItems>> ObserveAsync(ZoneName zone, string name, CancellationToken cancellationToken)
    {
        try
        {
            var accounts = (await client.ListZonesAsync(zone.ToString(), cancellationToken)).Select(it => it.Account?.Id).OfType<string>().Distinct().ToList();
            if (accounts is not [var account])
            {
                return Unavailable(ProviderReasons.ZoneNotFound, $"The token in the {token} shows {accounts.Count} accounts with a zone {zone}.");
            }
            if ((await client.ListListsAsync(account, cancellationToken)).FirstOrDefault(it => it.Name == name) is not { } list)
            {
                return Unavailable(ProviderReasons.ZoneNotFound, $"The account has no list {name}. Make one of IP addresses, or take it out of cloudflare.lists in the lab.");
            }
            if (list.Kind != IpKind)
            {
                return Unavailable(ProviderReasons.ZoneAmbiguous, $"The list {name} holds no IP addresses (its kind is {list.Kind}).");
            }
            var items = await client.ListItemsAsync(account, list.Id, cancellationToken);
            return new Observed<IpListItems>.Available(new IpListItems(account, list.Id, [.. items.Select(Read).OfType<ListItem>()]));
        }
        catch (CloudflareException e)
        {
            return new Observed<IpListItems>.Unavailable(e.Failure == CloudflareFailure.TokenRefused
                ? new Reason(ProviderReasons.TokenRefused, $"{e.Message} To keep lists, give the token in the {token} Account:Account Filter Lists:Edit.")
                : CloudflareReasons.Of(e, token, zone.ToString()));
        }
    }

    /// <summary>Adds items and waits until that is done.</summary>
    /// <returns>Null: it is done.</returns>
    public Task<Settlement?> AddAsync(IpListItems list, IReadOnlyList<ListItemWrite> items, DateTimeOffset until, CancellationToken cancellationToken) =>
        RunAsync(list, () => client.AddItemsAsync(list.Account, list.List, items, cancellationToken), until, cancellationToken);

    /// <inheritdoc cref="AddAsync"/>
    public Task<Settlement?> RemoveAsync(IpListItems list, IReadOnlyList<string> ids, DateTimeOffset until, CancellationToken cancellationToken) =>
        RunAsync(list, () => client.RemoveItemsAsync(list.Account, list.List, ids, cancellationToken), until, cancellationToken);

    async Task<Settlement?> RunAsync(IpListItems list, Func<Task<string>> begin, DateTimeOffset until, CancellationToken cancellationToken)
    {
        string operation;
        try
        {
            operation = await begin();
        }
        catch (CloudflareException e)
        {
            var reason = new Reason(ProviderReasons.Refused, e.Message);
            return e.IsAmbiguous ? new Settlement.Unconfirmed(reason) : new Settlement.Rejected(reason);
        }
        try
        {
            while (true)
            {
                var answer = await client.GetListOperationAsync(list.Account, operation, cancellationToken);
                switch (answer.Status)
                {
                    case "completed":
                        return null;
                    case "failed":
                        return new Settlement.Rejected(new Reason(ProviderReasons.Refused, $"Cloudflare did not carry it out: {answer.Error}."));
                    case var _ when time.GetUtcNow() + AskAgainAfter >= until:
                        return new Settlement.Unconfirmed(new Reason(ProviderReasons.Unavailable, $"Cloudflare has not carried it out yet ({answer.Status})."));
                    default:
                        await Task.Delay(AskAgainAfter, time, cancellationToken);
                        break;
                }
            }
        }
        catch (CloudflareException e)
        {
            return new Settlement.Unconfirmed(new Reason(ProviderReasons.Unavailable, e.Message));
        }
    }

    static ListItem? Read(CloudflareListItem item) =>
        item.Ip is { } text && IPNetwork.TryParse(text.Contains('/', StringComparison.Ordinal) ? text : $"{text}/{(text.Contains(':', StringComparison.Ordinal) ? 128 : 32)}", out var network)
            ? new ListItem(item.Id, network, item.Comment ?? "")
            : null;

    static Observed<IpListItems> Unavailable(string code, string message) => new Observed<IpListItems>.Unavailable(new Reason(code, message));
}
