using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ImageHistoryResponse
{
    public string Comment { get; set; }

    public DateTime Created { get; set; }

    public string CreatedBy { get; set; }

    [JsonProperty("Id")]
    public string ID { get; set; }

    public long Size { get; set; }

    public IList<string> Tags { get; set; }
}
