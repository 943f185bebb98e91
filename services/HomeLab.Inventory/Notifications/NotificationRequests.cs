using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Notifications;

/// <summary>A message as each kind of receiver takes it.</summary>
static class NotificationRequests
{
    const string SecretPrefix = "whsec_";

    /// <param name="secret">What the notifier's token refers to; empty: it has none.</param>
    public static HttpRequestMessage Of(NotifierSpec notifier, string secret, Guid id, NotificationMessage message, DateTimeOffset now)
    {
        var request = notifier.Kind switch
        {
            NotifierSpec.Ntfy => Ntfy(new Uri(notifier.Url), secret, id, message),
            NotifierSpec.Gotify => Gotify(new Uri(notifier.Url), secret, message),
            _ => Webhook(new Uri(notifier.Url), secret, id, message, now),
        };
        request.Headers.Add("Idempotency-Key", id.ToString());
        return request;
    }

    /// <summary>https://docs.ntfy.sh/publish: as JSON, to the server and not to the topic. A header could not hold every letter.</summary>
    static HttpRequestMessage Ntfy(Uri topic, string token, Guid id, NotificationMessage message)
    {
        var path = topic.AbsolutePath.TrimEnd('/');
        var slash = path.LastIndexOf('/');
        var request = Post(new Uri(topic, path[..(slash + 1)]), new
        {
            topic = Uri.UnescapeDataString(path[(slash + 1)..]),
            title = message.Title,
            message = message.Content,
            priority = message.NeedsPerson ? 4 : 3,
            tags = new[] { message.NeedsPerson ? "warning" : "information_source" },
        });
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    /// <summary>https://gotify.net/docs/pushmsg. From priority 4 on its app makes a sound.</summary>
    static HttpRequestMessage Gotify(Uri server, string token, NotificationMessage message)
    {
        var request = Post(new Uri($"{server.GetLeftPart(UriPartial.Path).TrimEnd('/')}/message"), new
        {
            title = message.Title,
            message = message.Content,
            priority = message.NeedsPerson ? 7 : 4,
        });
        request.Headers.Add("X-Gotify-Key", token);
        return request;
    }

    /// <summary>https://www.standardwebhooks.com: id, time and an HMAC over both and the body.</summary>
    static HttpRequestMessage Webhook(Uri url, string secret, Guid id, NotificationMessage message, DateTimeOffset now)
    {
        var request = Post(url, new
        {
            id,
            title = message.Title,
            text = message.Content,
            needsPerson = message.NeedsPerson,
            events = message.Notices.Select(it => new { type = it.Happening, subject = it.Subject, text = it.Content, needsPerson = it.NeedsPerson, at = it.At }),
            omitted = message.Omitted,
        });
        var at = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", id.ToString());
        request.Headers.Add("webhook-timestamp", at);
        if (secret.Length > 0)
            request.Headers.Add("webhook-signature", $"v1,{Signature(secret, $"{id}.{at}.", request.Content!)}");
        return request;
    }

    static string Signature(string secret, string head, HttpContent content)
    {
        using var body = content.ReadAsStream();
        var signed = new MemoryStream();
        signed.Write(Encoding.UTF8.GetBytes(head));
        body.CopyTo(signed);
        return Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed.ToArray()));
    }

    /// <summary>A secret of the standard is base64 behind its prefix; any other text is the key as it is.</summary>
    static byte[] Key(string secret)
    {
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(secret);
        try
        {
            return Convert.FromBase64String(secret[SecretPrefix.Length..]);
        }
        catch (FormatException)
        {
            throw new FormatException($"what follows {SecretPrefix} in its token is no base64");
        }
    }

    static HttpRequestMessage Post(Uri url, object body) => new(HttpMethod.Post, url)
    {
        Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web))
        {
            Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) },
        },
    };
}
