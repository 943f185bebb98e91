using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class AuthConfig
{
    [JsonProperty("auth")]
    public string Auth { get; set; }

    [JsonProperty("email")]
    public string Email { get; set; }

    [JsonProperty("identitytoken")]
    public string IdentityToken { get; set; }

    [JsonProperty("password")]
    public string Password { get; set; }

    [JsonProperty("registrytoken")]
    public string RegistryToken { get; set; }

    [JsonProperty("serveraddress")]
    public string ServerAddress { get; set; }

    [JsonProperty("username")]
    public string Username { get; set; }
}
