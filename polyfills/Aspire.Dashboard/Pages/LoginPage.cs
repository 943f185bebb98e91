namespace Aspire.Dashboard.Pages;

static class LoginPage
{
    public static Html Render(string returnUrl, bool isWrong) => Layout.Document("Log in", Html.Of(
        $"""
        <main><form class="panel login" method="post" action="/login"><h1>HomeLab dashboard</h1>
        {Html.When(isWrong, $"""<p class="bad" role="alert">That is not the token.</p>""")}
        <label for="t">Token</label><input id="t" name="t" type="password" autocomplete="off" required autofocus>
        <input type="hidden" name="returnUrl" value="{returnUrl}"><button>Log in</button>
        <p class="dim">The application host prints a link that holds it, after &ldquo;Dashboard:&rdquo;.</p></form></main>
        """));
}
