using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class HealthConfig
{
    [JsonConverter(typeof(TimeSpanNanosecondsConverter))]
    public TimeSpan Interval { get; set; }

    public long Retries { get; set; }

    public long StartPeriod { get; set; }

    public IList<string> Test { get; set; }

    [JsonConverter(typeof(TimeSpanNanosecondsConverter))]
    public TimeSpan Timeout { get; set; }
}
