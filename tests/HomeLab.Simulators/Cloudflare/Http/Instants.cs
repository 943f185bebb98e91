using System.Globalization;

namespace HomeLab.Simulators.Cloudflare.Http;

static class Instants
{
    /// <summary>With microseconds, as records have it.</summary>
    public static string ToApi(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    /// <summary>Whole seconds, as tokens have it.</summary>
    public static string ToApiSeconds(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
