"""Twisted's SSH and SFTP, as `twistd3 conch` has them, with one account: that command wants keys of the system and PAM, and knows no folder but homes."""

import sys

from twisted.conch import checkers, unix
from twisted.conch.ssh import factory, keys
from twisted.cred import portal
from twisted.internet import reactor
from twisted.python import filepath
from zope.interface import implementer


class User(unix.UnixConchUser):
    """Files are those of a folder."""

    home = None

    def getHomeDir(self):
        return self.home


@implementer(portal.IRealm)
class Realm:

    def requestAvatar(self, name, mind, *interfaces):
        user = User(name.decode())
        return interfaces[0], user, user.logout


def main():
    port, host_key, user_key, user, folder = sys.argv[1:]
    User.home = filepath.FilePath(folder)
    server = factory.SSHFactory()
    server.noisy = False
    server.publicKeys = {b'ssh-ed25519': keys.Key.fromFile(host_key + '.pub')}
    server.privateKeys = {b'ssh-ed25519': keys.Key.fromFile(host_key)}
    accounts = checkers.InMemorySSHKeyDB({user.encode(): [keys.Key.fromFile(user_key)]})
    server.portal = portal.Portal(Realm(), [checkers.SSHPublicKeyChecker(accounts)])
    reactor.listenTCP(int(port), server, backlog=1000, interface='127.0.0.1')
    reactor.run()


if __name__ == '__main__':
    main()
