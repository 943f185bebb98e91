using HomeLab.Inventory.Lab;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Microsoft.AspNetCore.Http.Features;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Where forges announce pushes. Nothing of a delivery is believed but that somebody who knows the secret sent it: it makes Inventory look.</summary>
static class RepositoryHooks
{
    /// <summary>The largest that GitHub sends.</summary>
    const long MaxBody = 25 << 20;

    const int MaxDelivery = 200;

    static readonly string[] DeliveryHeaders = ["X-GitHub-Delivery", "X-Forgejo-Delivery", "X-Gitea-Delivery", "X-Gitlab-Event-UUID", "Idempotency-Key"];

    public static void MapRepositoryHooks(this WebApplication app) => app.MapPost("/hooks/repositories/{name}", AnnounceAsync);

    static async Task<IResult> AnnounceAsync(string name, HttpContext context, LabStore labs, SecretReader secrets, RepositoryAnnouncements announcements)
    {
        var request = context.Request;
        var (signature, token) = (request.Headers["X-Hub-Signature-256"].ToString(), request.Headers["X-Gitlab-Token"].ToString());
        if (signature.Length + token.Length == 0)
            return Results.Unauthorized();
        var lab = await labs.ReadLabAsync(context.RequestAborted);
        var repository = lab?.Repositories.FirstOrDefault(it => it.Name == name);
        // Who does not know the secret does not learn which repositories there are.
        if (repository?.WebhookSecret is not { } reference)
            return Results.Unauthorized();
        string secret;
        try
        {
            secret = (await secrets.ReadAsync(reference, context.RequestAborted)).Trim();
        }
        catch (SourceUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBody;
        var isGenuine = signature.Length > 0
            ? await WebhookSignature.IsSignedAsync(request.Body, signature, secret, context.RequestAborted)
            : WebhookSignature.IsToken(token, secret);
        if (!isGenuine)
            return Results.Unauthorized();
        await announcements.AddAsync(SourceNames.Of(repository), DeliveryOf(request), context.RequestAborted);
        return Results.Accepted();
    }

    /// <summary>What has no name of its own is another one each time.</summary>
    static string DeliveryOf(HttpRequest request) =>
        DeliveryHeaders.Select(it => request.Headers[it].ToString()).FirstOrDefault(it => it.Length > 0) is { } delivery
            ? Printable.Of(delivery, MaxDelivery)
            : Guid.NewGuid().ToString();
}
