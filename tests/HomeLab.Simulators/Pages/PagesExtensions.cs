namespace HomeLab.Simulators.Pages;

static class PagesExtensions
{
    public static void MapPages(this WebApplication app)
    {
    }
}
