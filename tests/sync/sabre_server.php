<?php
// sabre/dav as Debian has it, with SQLite, for `php -S`: the folder of its database is in SABRE_FOLDER, whether
// users prove their password by a digest or say it is in SABRE_AUTH.
error_reporting(E_ALL & ~E_DEPRECATED);
ini_set('display_errors', '0');
date_default_timezone_set('UTC');
require_once 'Sabre/autoload.php';

$user = 'ana';
$password = file_get_contents(getenv('SABRE_FOLDER') . '/password');
$file = getenv('SABRE_FOLDER') . '/calendars.sqlite';
$is_new = !file_exists($file);
$pdo = new PDO('sqlite:' . $file);
$pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$pdo->exec('PRAGMA synchronous = OFF');
if ($is_new) {
    foreach ([
        'CREATE TABLE principals (id INTEGER PRIMARY KEY ASC, uri TEXT UNIQUE, email TEXT, displayname TEXT, vcardurl TEXT)',
        'CREATE TABLE groupmembers (id INTEGER PRIMARY KEY ASC, principal_id INTEGER, member_id INTEGER)',
        'CREATE TABLE calendarobjects (id INTEGER PRIMARY KEY ASC, calendardata BLOB, uri TEXT, calendarid INTEGER,
            lastmodified INTEGER, etag TEXT, size INTEGER, componenttype TEXT, firstoccurence INTEGER, lastoccurence INTEGER)',
        'CREATE TABLE calendars (id INTEGER PRIMARY KEY ASC, principaluri TEXT, displayname TEXT, uri TEXT, ctag INTEGER,
            description TEXT, calendarorder INTEGER, calendarcolor TEXT, timezone TEXT, components TEXT, transparent BOOL)',
        "INSERT INTO principals (uri, displayname) VALUES ('principals/$user', 'Ana')",
    ] as $statement) {
        $pdo->exec($statement);
    }
}

class Digest extends \Sabre\DAV\Auth\Backend\AbstractDigest {
    function getDigestHash($realm, $username) {
        global $user, $password;
        return $username === $user ? md5("$user:$realm:$password") : null;
    }
}

class Basic extends \Sabre\DAV\Auth\Backend\AbstractBasic {
    protected function validateUserPass($username, $given) {
        global $user, $password;
        return $username === $user && $given === $password;
    }
}

$principals = new \Sabre\DAVACL\PrincipalBackend\PDO($pdo);
$server = new \Sabre\DAV\Server([
    new \Sabre\CalDAV\Principal\Collection($principals),
    new \Sabre\CalDAV\CalendarRootNode($principals, new \Sabre\CalDAV\Backend\PDO($pdo)),
]);
$server->setBaseUri('/');
$backend = getenv('SABRE_AUTH') === 'digest' ? new Digest() : new Basic();
$server->addPlugin(new \Sabre\DAV\Auth\Plugin($backend, 'calendars'));
$server->addPlugin(new \Sabre\DAVACL\Plugin());
$server->addPlugin(new \Sabre\CalDAV\Plugin());
$server->exec();
