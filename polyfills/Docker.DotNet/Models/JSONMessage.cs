using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class JSONMessage
{
    [JsonProperty("aux")]
    public ObjectExtensionData Aux { get; set; }

    [JsonProperty("errorDetail")]
    public JSONError Error { get; set; }

    [JsonProperty("error")]
    public string ErrorMessage { get; set; }

    [JsonProperty("from")]
    public string From { get; set; }

    [JsonProperty("id")]
    public string ID { get; set; }

    [JsonProperty("progressDetail")]
    public JSONProgress Progress { get; set; }

    [JsonProperty("progress")]
    public string ProgressMessage { get; set; }

    [JsonProperty("status")]
    public string Status { get; set; }

    [JsonProperty("stream")]
    public string Stream { get; set; }

    [JsonProperty("time")]
    public DateTime Time { get; set; }

    [JsonProperty("timeNano")]
    public long TimeNano { get; set; }
}
