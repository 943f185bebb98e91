using HomeLab.Dns.Providers;

namespace HomeLab.Dns.Tests.Providers;

public class ApiAddressTests
{
    [Theory]
    [InlineData("https://api.cloudflare.com/client/v4/", true)]
    [InlineData("http://127.0.0.1:5000/cloudflare/client/v4/", true)]
    [InlineData("http://localhost:5000/", true)]
    [InlineData("http://api.example.org/", false)]
    [InlineData("ftp://127.0.0.1/", false)]
    public void A_token_never_leaves_the_machine_in_clear_text(string url, bool isAllowed) =>
        Assert.Equal(isAllowed, ApiAddress.Objection(new Uri(url)) is null);
}
