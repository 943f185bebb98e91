using System.Globalization;

namespace HomeLab.Simulators.Kubernetes.State;

static class Instant
{
    /// <summary>Whole seconds, as metadata has them.</summary>
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
