using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Http;

static class Credentials
{
    public static (string Key, string Secret) Of(HttpRequest request) => (request.Headers["X-Api-Key"].ToString(), request.Headers["X-Api-Secret"].ToString());

    /// <exception cref="KomodoRefusal">401, or 429 after too many of them.</exception>
    public static KeySeed Authenticate(CoreStore store, HttpRequest request, DateTimeOffset now)
    {
        var (key, secret) = Of(request);
        if (store.FindKey(key, secret) is { } found)
            return found;
        if (!store.Release.IsSecond)
            throw new KomodoRefusal(StatusCodes.Status401Unauthorized, FirstText(store, key));
        throw store.Failures.Add(now)
            ? new KomodoRefusal(StatusCodes.Status401Unauthorized, "Invalid user credentials")
            : new KomodoRefusal(StatusCodes.Status429TooManyRequests, "Too many attempts. Try again later");
    }

    static string FirstText(CoreStore store, string key) => key.Length == 0
        ? "must attach either AUTHORIZATION header with jwt OR pass X-API-KEY and X-API-SECRET"
        : store.Seed.AllKeys.Any(it => it.Key == key) ? "invalid api secret" : "no api key matching key";
}
