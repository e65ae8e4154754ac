"""What serves the notebooks? JupyterLab, on this machine alone, and nothing from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

from jupyterlab.labapp import LabApp
from traitlets.config import Config

from wcc_prioritise.widgets.serving.gate import content_policy

SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"recordTiming": False},
}
"""Settings of our own: no news, no looking for updates, and no clock in a saved notebook."""

LEFT_OUT = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/extensionmanager-extension",
)
"""What of JupyterLab is not loaded: what asks for what is elsewhere."""


def lab_app(asked: dict, work: Path):
    """Make a JupyterLab that is ready to start.

    Parameters
    ----------
    asked : dict
        `folder` with the notebooks, `token` of the link, and `port`.
    work : Path
        A folder of this server's own, for settings and all else that JupyterLab keeps.

    Returns
    -------
    jupyter_server.serverapp.ServerApp
        Started by its `start`.
    """
    return LabApp.initialize_server(argv=[], config=_settings(asked, work))


def _settings(asked: dict, work: Path) -> Config:
    config, port = Config(), asked["port"]
    server = config.ServerApp
    server.ip, server.port, server.port_retries = "127.0.0.1", port, 0
    server.root_dir = asked["folder"]
    server.open_browser = False
    server.allow_root = True  # on a machine that knows no other user; it listens to itself alone
    server.terminals_enabled = False
    server.jpserver_extensions = {"jupyter_lsp": True}  # the page asks for it; it offers nothing
    config.LanguageServerManager.autodetect = False
    server.log_level = "WARN"
    server.tornado_settings = {
        "headers": {"Content-Security-Policy": content_policy(port)},
        "page_config_hook": without_what_is_elsewhere,
    }
    config.IdentityProvider.token = asked["token"]
    config.MappingKernelManager.transport_encryption = "auto"
    config.KernelManager.transport_encryption = "auto"
    config.MappingKernelManager.cull_idle_timeout = 3600
    config.MappingKernelManager.cull_interval = 300
    lab = config.LabApp
    lab.user_settings_dir = str(_write_settings(work / "lab"))
    lab.workspaces_dir = str(work / "workspaces")
    lab.extension_manager = "readonly"
    lab.news_url = None
    return config


def without_what_is_elsewhere(_: object, page_config: dict) -> dict:
    """Leave out of a page's settings what asks for what is elsewhere."""
    page_config["disabledExtensions"] = [*page_config.get("disabledExtensions", []), *LEFT_OUT]
    page_config["fullMathjaxUrl"] = ""  # its own drawer of formulas is not fetched
    return page_config


def _write_settings(folder: Path) -> Path:
    for name, settings in SETTINGS.items():
        place = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(settings), encoding="utf-8")
    return folder
