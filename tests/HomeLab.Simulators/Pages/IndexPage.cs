using HomeLab.Simulators.Faults;

namespace HomeLab.Simulators.Pages;

/// <summary>The page around the live view.</summary>
static class IndexPage
{
    public const string Script = """
        const live = document.getElementById('live');
        new EventSource('/_sim/events').onmessage = async () => {
          const answer = await fetch('/_sim/live');
          if (answer.ok) live.innerHTML = await answer.text();
        };
        """;

    public const string Style = """
        :root { color-scheme: light dark; --line: #8884; --soft: #8882; --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#1b6e2c, #7ddc8f); }
        * { box-sizing: border-box; }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; padding: 0.75rem; max-width: 70rem; }
        h1 { font-size: 1.25rem; } h2 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; }
        small, .soft { opacity: 0.7; font-weight: normal; }
        .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
        tr:last-child td { border-bottom: 0; } th { background: var(--soft); white-space: nowrap; }
        td.content { font-family: ui-monospace, monospace; font-size: 0.87em; min-width: 12rem; overflow-wrap: anywhere; }
        .bad { color: var(--bad); } .good { color: var(--good); }
        form.rule { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0.5rem; align-items: end; }
        form.inline { display: inline; }
        label { display: grid; font-size: 0.85em; } input, select, button { font: inherit; padding: 0.35rem; width: 100%; }
        form.inline button { width: auto; padding: 0 0.5rem; }
        """;

    public static string Render(string live) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Simulators</title><link rel="stylesheet" href="/_sim/page.css">
        </head>
        <body>
        <h1>Simulators <small>stand-ins for outside systems; nothing here reaches the Internet</small></h1>
        <h2>Let requests go wrong</h2>
        <form class="rule" method="post" action="/_sim/form/faults">
        <label>Effect <select name="effect">{Choices<FaultEffect>()}</select></label>
        <label>Method <select name="method"><option>*</option><option>GET</option><option>POST</option><option>PUT</option><option>PATCH</option><option>DELETE</option></select></label>
        <label>Path <input name="path" value="**" autocapitalize="off"></label>
        <label>Times <input name="times" type="number" min="1" placeholder="no end"></label>
        <label>Probability <input name="probability" type="number" min="0" max="1" step="any" value="1"></label>
        <label>In force (s) <input name="forSeconds" type="number" min="0" step="any" placeholder="no end"></label>
        <label>Seconds <input name="seconds" type="number" min="0" step="any" value="1"></label>
        <label>Status <input name="status" type="number" min="200" max="599" value="503"></label>
        <label>Body <select name="body">{Choices<FaultBody>()}</select></label>
        <button>Arm</button>
        </form>
        <main id="live">{live}</main>
        <script src="/_sim/page.js"></script>
        </body>
        </html>
        """;

    static string Choices<T>() where T : struct, Enum =>
        string.Concat(Enum.GetNames<T>().Select(name => $"<option>{name}</option>"));
}
