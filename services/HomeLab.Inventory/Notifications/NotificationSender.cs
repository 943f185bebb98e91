using System.Diagnostics;
using System.Text.Json;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Notifications;

/// <summary>Hands a message to its receiver, once.</summary>
sealed class NotificationSender(SecretReader secrets, IHttpClientFactory clients, TimeProvider time)
{
    public const string ClientName = "notifications";

    /// <returns>Why it was not taken, without a secret and without the URL, which may be one; null: it was.</returns>
    public async Task<NotTaken?> SendAsync(NotifierSpec notifier, Notification notification, CancellationToken cancellationToken)
    {
        // Whoever knows a topic or a webhook's path can read or write it, so they stand in no trace.
        Activity.Current = null;
        var host = new Uri(notifier.Url).Host;
        try
        {
            var secret = notifier.Token is { } token ? (await secrets.ReadAsync(token, cancellationToken)).Trim() : "";
            var message = JsonSerializer.Deserialize<NotificationMessage>(notification.Message)!;
            using var request = NotificationRequests.Of(notifier, secret, notification.Id, message, time.GetUtcNow());
            using var http = clients.CreateClient(ClientName);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? null
                : new NotTaken($"{host} answered {(int)response.StatusCode}", response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null);
        }
        catch (HttpRequestException e)
        {
            return new NotTaken($"{host} cannot be reached ({e.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new NotTaken($"{host} did not answer in time");
        }
        catch (SourceUnavailableException e)
        {
            return new NotTaken(e.Message);
        }
        // A token with a line break, and whatever else: one notifier disturbs nobody.
        catch (FormatException)
        {
            return new NotTaken("its token has a form that it cannot have");
        }
    }
}
